using Npgsql;
using WebTrader.Core.Positions;

namespace WebTrader.Persistence.Store;

/// <summary>What PostgreSQL's SQLSTATEs and a connection's failures mean for the journal (postgresql.org/docs/15/errcodes-appendix.html), in words for the operator.</summary>
internal static class PostgreSqlFaults
{
    /// <summary>Null when the failure is about what was to be written and not about the store.</summary>
    /// <param name="name">Of the database, without secrets.</param>
    public static StoreFault? Explain(string name, Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case StoreException known:
                    return known.Fault;
                case PostgresException answer:
                    return Explain(name, answer);
                case NpgsqlException { InnerException: TimeoutException } or TimeoutException:
                    return Away(name, "it does not answer");
                case NpgsqlException { InnerException: { } reason }:
                    return Away(name, reason.Message);
                case NpgsqlException lost:
                    return Explain(name, lost);
                case IOException:
                    return Away(name, cause.Message);
                case UnauthorizedAccessException or OutOfMemoryException:
                    return Refused(name, cause.Message);
            }
        }

        return null;
    }

    public static StoreFault Away(string name, string detail) =>
        new(StoreFaultKind.Away, $"The {name} is away: {detail.TrimEnd('.')}. It is tried again until it is back.");

    public static StoreFault Held(string name, AccountId account, string holder) =>
        new(StoreFaultKind.Locked, $"The journal of account {account} in the {name} is being written by {holder}. End that one first; it is tried again until it is free.");

    public static StoreFault ReadOnly(string name) => Refused(name, "it is read-only: name the server that takes writes, not a standby, and a user who may write");

    public static StoreFault Encoded(string name, string encoding) =>
        Refused(name, $"its encoding is {encoding}, needed is UTF8: create another database (CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0)");

    public static StoreFault NoSchema(string name) => Refused(name, "this user has no schema in it: create one, or name it with Search Path");

    public static StoreFault Newer(string name, string migration) =>
        new(StoreFaultKind.Newer, $"The {name} was written by a newer build (its change {migration} is not known here). Start the newer build, or let ConnectionStrings:Journal name another database.");

    public static StoreFault Unchanged(string name, string detail) =>
        new(StoreFaultKind.Unchanged, $"The tables of the {name} could not be brought to this build's layout ({detail}), and are as they were. Start the build before, or let ConnectionStrings:Journal name another database.");

    /// <summary>Whether a statement failed for what is in the database (22 data, 23 constraint, 42 names), and not for its surroundings or its user's rights.</summary>
    public static bool IsOfContent(PostgresException failure) => failure.SqlState != "42501" && failure.SqlState[..2] is "22" or "23" or "42";

    private static StoreFault? Explain(string name, PostgresException answer) => answer.SqlState switch
    {
        "42P01" or "42703" or "42804" => Damaged(name, $"its tables are not those of this build: {answer.MessageText}"),
        "XX001" or "XX002" => Damaged(name, answer.MessageText),
        "25006" => ReadOnly(name),
        "28P01" or "28000" => NotLetIn(name, answer.MessageText),
        "3D000" => Refused(name, "there is no such database on the server: create it"),
        "3F000" => NoSchema(name),
        "42501" => Refused(name, $"its user may not do this ({answer.MessageText}): let it own the database or its schema"),
        "53100" => Refused(name, "the disk is full on its server: make room"),
        "53300" => Refused(name, "the server has no connection left: raise max_connections, or end others"),
        "40001" or "40P01" or "55P03" => new(StoreFaultKind.Locked, $"The {name} is locked by another process; it is tried again until it is free."),
        "57014" => Away(name, "it took too long"),
        "57P01" or "57P02" => Away(name, "the server ended the connection"),
        "57P03" => Away(name, "the server is starting or stopping"),
        _ => Explain(name, answer, answer.SqlState[..2]),
    };

    /// <summary>22 data, 23 constraint, 54 too large: what was to be written. 08 the connection.</summary>
    private static StoreFault? Explain(string name, PostgresException answer, string group) => group switch
    {
        "22" or "23" or "54" => null,
        "08" => Away(name, answer.MessageText),
        _ => Refused(name, $"PostgreSQL error {answer.SqlState}: {answer.MessageText}"),
    };

    /// <summary>What the driver says without an answer of the server: it has no password where one is needed, or the connection broke.</summary>
    private static StoreFault Explain(string name, NpgsqlException lost) =>
        lost.Message.Contains("password", StringComparison.OrdinalIgnoreCase) ? NotLetIn(name, lost.Message) : Away(name, lost.Message);

    private static StoreFault NotLetIn(string name, string detail) =>
        Refused(name, $"the server does not let its user in ({detail.TrimEnd('.')}): check the user, its password (WEBTRADER__CONNECTIONSTRINGS__JOURNAL, PGPASSWORD or a passfile), and pg_hba.conf");

    private static StoreFault Damaged(string name, string detail) =>
        new(StoreFaultKind.Damaged, $"The {name} is damaged ({detail}). It is left untouched: put a backup in its place, or let ConnectionStrings:Journal name another database.");

    private static StoreFault Refused(string name, string detail) =>
        new(StoreFaultKind.Refused, $"The {name} cannot be used: {detail}. It is tried again.");
}
