using System.Collections.Immutable;
using Shouldly;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Host.Emergency;

namespace WebTrader.Host.Tests.Emergency;

public sealed class EmergencyFileTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 11, 27, 21, 5, 12, TimeSpan.Zero);

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_written_is_read_to_the_letter()
    {
        var scope = new EmergencyScope(new AccountId("demo"), "XAUUSD", 77, new Ticket(long.MaxValue));
        HeldStop[] stops =
        [
            new(new EmergencyStop("one", EmergencyAction.Tighten, scope, "anna", "a \"test\"", At), ["anna|k"], ImmutableSortedDictionary<string, AccountPart>.Empty.Add("demo", new AccountPart(true, At, false)), null),
            new(new EmergencyStop("two", EmergencyAction.HaltEntries, EmergencyScope.Everything, "key script", "", At), [], ImmutableSortedDictionary<string, AccountPart>.Empty, new EmergencyRelease(At, "anna", "over")),
        ];

        new EmergencyFile(folder.Path).Write(stops);
        var (read, problem) = new EmergencyFile(folder.Path).Read();

        problem.ShouldBeNull();
        read.Select(held => held.Stop).ShouldBe(stops.Select(held => held.Stop));
        read.Select(held => held.Release).ShouldBe(stops.Select(held => held.Release));
        read[0].Keys.ShouldBe(["anna|k"]);
        read[0].PartOf(new AccountId("demo")).ShouldBe(new AccountPart(true, At, false));
        read[1].PartOf(new AccountId("demo")).ShouldBe(AccountPart.Untold);
    }

    [Fact]
    public void Where_nothing_was_ever_written_there_are_no_stops_and_no_problem()
    {
        var (read, problem) = new EmergencyFile(folder.Path).Read();

        read.ShouldBeEmpty();
        problem.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{ \"stops\": [ { \"id\": \"one\" } ] }")]
    [InlineData("{ \"stops\": [], \"more\": 1 }")]
    [InlineData("{ \"stops\": [ ")]
    public void What_cannot_be_understood_is_a_problem_and_never_nothing_and_stays_beside_what_is_written_next(string content)
    {
        var path = folder.Of(EmergencyFile.Name, content);
        var file = new EmergencyFile(folder.Path);

        file.Read().Problem.ShouldNotBeNull().ShouldContain(path);
        file.Write([]);

        File.ReadAllText(path + ".damaged").ShouldBe(content);
        new EmergencyFile(folder.Path).Read().Problem.ShouldBeNull();
    }

    [Fact]
    public void A_folder_in_its_place_is_a_problem_too()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, EmergencyFile.Name));

        new EmergencyFile(folder.Path).Read().Problem.ShouldNotBeNull();
    }
}
