using WebTrader.Persistence.Tests.Benches;
using WebTrader.Persistence.Tests.Contracts;
using WebTrader.TestKit.Journal;

// Every database keeps the same promises: each contract is run for each of them, case by case.
namespace WebTrader.Persistence.Tests.Sqlite
{
    public sealed class SqliteJournalContractTests : JournalContract
    {
        protected override Task<IJournalBench> StartAsync() => Task.FromResult<IJournalBench>(new SqliteBench().Start());
    }

    public sealed class SqliteOpeningTests() : OpeningContract(new SqliteBench());

    public sealed class SqliteLosingTests() : LosingContract(new SqliteBench());

    public sealed class SqliteLeftoverTests() : LeftoverContract(new SqliteBench());

    public sealed class SqlitePoisonTests() : PoisonContract(new SqliteBench());

    public sealed class SqliteHealthTests() : HealthContract(new SqliteBench());

    public sealed class SqliteQueryTests() : QueryContract(new SqliteBench());

    public sealed class SqlitePastTests() : PastContract(new SqliteBench());

    public sealed class SqliteQuotesTests() : StoredQuotesContract(new SqliteBench());

    public sealed class SqliteChainTests() : ChainContract(new SqliteBench());

    public sealed class SqliteRetentionTests() : RetentionContract(new SqliteBench());

    public sealed class SqliteJobRunsTests() : JobRunsContract(new SqliteBench());

    public sealed class SqliteLeaseTests() : LeaseContract(new SqliteBench());

    public sealed class SqliteBackupTests() : BackupContract(new SqliteBench(), () => new SqliteBench());
}

namespace WebTrader.Persistence.Tests.PostgreSql
{
    public sealed class PostgreSqlJournalContractTests : JournalContract
    {
        protected override Task<IJournalBench> StartAsync() => Task.FromResult<IJournalBench>(new PostgreSqlBench().Start());
    }

    public sealed class PostgreSqlOpeningTests() : OpeningContract(new PostgreSqlBench());

    public sealed class PostgreSqlLosingTests() : LosingContract(new PostgreSqlBench());

    public sealed class PostgreSqlLeftoverTests() : LeftoverContract(new PostgreSqlBench());

    public sealed class PostgreSqlPoisonTests() : PoisonContract(new PostgreSqlBench());

    public sealed class PostgreSqlHealthTests() : HealthContract(new PostgreSqlBench());

    public sealed class PostgreSqlQueryTests() : QueryContract(new PostgreSqlBench());

    public sealed class PostgreSqlPastTests() : PastContract(new PostgreSqlBench());

    public sealed class PostgreSqlQuotesTests() : StoredQuotesContract(new PostgreSqlBench());

    public sealed class PostgreSqlChainTests() : ChainContract(new PostgreSqlBench());

    public sealed class PostgreSqlControlTests() : ControlContract(new PostgreSqlBench());

    public sealed class PostgreSqlRetentionTests() : RetentionContract(new PostgreSqlBench());

    public sealed class PostgreSqlJobRunsTests() : JobRunsContract(new PostgreSqlBench());

    public sealed class PostgreSqlLeaseTests() : LeaseContract(new PostgreSqlBench());

    public sealed class PostgreSqlBackupTests() : BackupContract(new PostgreSqlBench(), () => new PostgreSqlBench());

    public sealed class PostgreSqlToFileTests() : BackupContract(new PostgreSqlBench(), () => new SqliteBench());
}
