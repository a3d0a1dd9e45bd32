using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using WebTrader.Persistence.Control;
using WebTrader.Persistence.Databases;

namespace WebTrader.Persistence.Backups;

/// <param name="Type">As the database gives and takes it.</param>
internal sealed record OwnColumn(string Name, Type Type)
{
    public object Read(JsonElement value) => value.ValueKind == JsonValueKind.Null ? DBNull.Value
        : Type == typeof(byte[]) ? value.GetBytesFromBase64()
        : Type == typeof(bool) ? value.GetBoolean()
        : Type == typeof(string) ? value.GetString()!
        : Type == typeof(int) ? value.GetInt32()
        : value.GetInt64();

    /// <summary>SQLite has whole numbers for truth values.</summary>
    public object? Write(object stored) => stored is DBNull ? null : Type == typeof(string) || Type == typeof(byte[]) ? stored : Convert.ChangeType(stored, Type, CultureInfo.InvariantCulture);
}

/// <param name="Order">The columns of its key.</param>
internal sealed record OwnTable(string Name, IReadOnlyList<OwnColumn> Columns, IReadOnlyList<string> Order);

/// <summary>The tables of all our contexts in one database, on one connection, as they stood when it was opened. Not thread-safe.</summary>
internal sealed class OwnTables : IDisposable
{
    private readonly DbDataSource source;
    private readonly DbConnection connection;
    private readonly DbTransaction snapshot;
    private readonly IReadOnlyList<DbContext> contexts;
    private bool isOver;

    private OwnTables(DatabaseAddress database)
    {
        source = database.OpenDataSource(TimeSpan.FromSeconds(10));
        connection = source.OpenConnection();
        contexts = database.Contexts(connection);
        All = [.. contexts.SelectMany(context => context.Model.GetEntityTypes()).Select(TableOf).OrderBy(table => table.Name, StringComparer.Ordinal)];
        Changes = [.. contexts.SelectMany(context => context.Database.GetAppliedMigrations()).Select(change => change[(change.IndexOf('_', StringComparison.Ordinal) + 1)..])];
        snapshot = connection.BeginTransaction(database.IsOfServer ? IsolationLevel.RepeatableRead : IsolationLevel.Serializable);
    }

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<OwnTable> All { get; }

    /// <summary>The names of the changes that the tables have had, without their times, which differ between databases.</summary>
    public IReadOnlyList<string> Changes { get; }

    public static OwnTables Open(DatabaseAddress database) => new(database);

    /// <summary>Where they are missing; a database on a server must be there.</summary>
    public static void Make(DatabaseAddress database)
    {
        var wait = TimeSpan.FromSeconds(10);
        var journal = database.OpenStore(wait);
        journal.Open();
        journal.Close();
        database.OpenControl(wait, TimeProvider.System).Context().Dispose();
        database.OpenSettings(wait).NewestAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    public IEnumerable<object?[]> Rows(OwnTable table)
    {
        using var command = Command($"SELECT {Names(table.Columns.Select(column => column.Name))} FROM \"{table.Name}\" ORDER BY {Names(table.Order)}", snapshot);
        using var reader = command.ExecuteReader();
        while (reader.Read()) yield return [.. table.Columns.Select((column, at) => column.Write(reader.GetValue(at)))];
    }

    /// <summary>A table with something in it; null where there is none.</summary>
    public string? FirstUsed() => All.FirstOrDefault(table =>
    {
        using var command = Command($"SELECT count(*) FROM \"{table.Name}\"", snapshot);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) > 0;
    })?.Name;

    /// <summary>Ends the snapshot, and begins to write.</summary>
    public DbTransaction Begin()
    {
        snapshot.Dispose();
        isOver = true;
        return connection.BeginTransaction();
    }

    /// <summary>The table that a line of a copy is about; null where there is none with these columns.</summary>
    public OwnTable? Find(JsonElement line)
    {
        var columns = line.GetProperty("columns").EnumerateArray().Select(column => column.GetString());
        return All.FirstOrDefault(table => table.Name == line.GetProperty("table").GetString() && table.Columns.Select(column => column.Name).SequenceEqual(columns));
    }

    /// <summary>A command with a parameter for each column, in their order.</summary>
    public DbCommand Insert(OwnTable table, DbTransaction transaction)
    {
        var command = Command($"INSERT INTO \"{table.Name}\" ({Names(table.Columns.Select(column => column.Name))}) VALUES ({string.Join(", ", table.Columns.Select((_, at) => $"@p{at}"))})", transaction);
        for (var at = 0; at < table.Columns.Count; at++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"p{at}";
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public void Dispose()
    {
        foreach (var context in contexts) context.Dispose();
        if (!isOver) snapshot.Dispose();
        connection.Dispose();
        source.Dispose();
    }

    private DbCommand Command(string sql, DbTransaction transaction)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.Transaction, command.CommandTimeout) = (sql, transaction, 0);
        return command;
    }

    private static OwnTable TableOf(IEntityType type)
    {
        var place = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        string NameOf(IProperty property) => property.GetColumnName(place)!;
        var columns = type.GetProperties().Select(property => new OwnColumn(NameOf(property), TypeOf(property))).OrderBy(column => column.Name, StringComparer.Ordinal);
        return new OwnTable(place.Name, [.. columns], [.. type.FindPrimaryKey()!.Properties.Select(NameOf)]);
    }

    private static Type TypeOf(IProperty property)
    {
        var type = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"\"{name}\""));
}
