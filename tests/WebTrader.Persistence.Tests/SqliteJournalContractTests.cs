using WebTrader.TestKit.Journal;

namespace WebTrader.Persistence.Tests;

public sealed class SqliteJournalContractTests : JournalContract
{
    protected override Task<IJournalBench> StartAsync() => Task.FromResult<IJournalBench>(new JournalFile().Start());
}
