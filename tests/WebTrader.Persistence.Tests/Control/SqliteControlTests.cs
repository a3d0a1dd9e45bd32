using Microsoft.EntityFrameworkCore;
using Shouldly;
using WebTrader.Persistence.Control;
using WebTrader.Persistence.Tests.Benches;
using WebTrader.Persistence.Tests.Contracts;
using Xunit;

namespace WebTrader.Persistence.Tests.Control;

public sealed class SqliteControlTests : ControlContract
{
    private readonly SqliteBench bench;

    public SqliteControlTests()
        : this(new SqliteBench())
    {
    }

    private SqliteControlTests(SqliteBench bench)
        : base(bench) => this.bench = bench;

    [Fact]
    public async Task A_damaged_file_is_named_and_left_untouched()
    {
        var bytes = Enumerable.Range(0, 5000).Select(number => (byte)(number * 7)).ToArray();
        Directory.CreateDirectory(Path.GetDirectoryName(bench.Path)!);
        await File.WriteAllBytesAsync(bench.Path, bytes, JournalBench.Cancellation);

        Should.Throw<ControlAwayException>(() => Store().Context()).Message.ShouldContain(bench.Path);
        (await File.ReadAllBytesAsync(bench.Path, JournalBench.Cancellation)).ShouldBe(bytes);
    }

    [Fact]
    public async Task A_file_that_was_deleted_under_way_is_made_anew()
    {
        var store = Store();
        await using (var db = store.Context()) await db.Users.CountAsync(JournalBench.Cancellation);
        File.Delete(bench.Path);

        await using (var gone = store.Context())
        {
            var fault = await Should.ThrowAsync<Exception>(() => gone.Users.CountAsync(JournalBench.Cancellation));
            store.Explain(fault).ShouldNotBeNull();
        }

        await using var again = store.Context();
        (await again.Users.CountAsync(JournalBench.Cancellation)).ShouldBe(0);
    }

    private ControlStore Store() => ControlStore.OfSqlite(bench.Path, TimeSpan.FromMilliseconds(50), TimeProvider.System);
}
