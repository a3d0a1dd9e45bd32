using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Shouldly;
using WebTrader.TestKit.Core;
using WebTrader.TestKit.Files;
using Xunit;

namespace WebTrader.Core.Tests.House;

/// <summary>Nothing changes anything at a broker but through the one door: what stands here is read from what was compiled.</summary>
public class DoorTests
{
    /// <summary>The port, and what implements it.</summary>
    private static readonly string[] Gateways = ["IBrokerGateway", "Mt5Gateway", "SimulatedGateway", "WatchedGateway", "LateHistory"];

    private static readonly string[] Trades = ["SetStopAsync", "CloseAsync", "OpenAsync", "CancelAsync"];

    /// <summary>The door, and what only stands between it and a broker in simulated worlds and passes on what comes from it.</summary>
    private static readonly string[] Doors = ["WebTrader.Engine.Writing.FencedGateway", "WebTrader.Host.Commands.Simulate.WatchedGateway", "WebTrader.Host.Commands.Simulate.Scenarios.LateHistory"];

    [Fact]
    public void Only_the_one_door_asks_a_broker_to_change_something()
    {
        var callers = new[] { "WebTrader.Core", "WebTrader.Engine", "WebTrader.Brokers", "WebTrader.Persistence", "WebTrader.Host" }.SelectMany(project => Callers(project, Gateways, Trades)).Distinct();
        callers.ShouldBe(Doors, ignoreOrder: true);
    }

    [Fact]
    public void Only_the_gateway_sends_a_trade_to_a_terminal() =>
        new[] { "WebTrader.Core", "WebTrader.Engine", "WebTrader.Brokers", "WebTrader.Persistence", "WebTrader.Host" }.SelectMany(project => Callers(project, ["Mt5Request"], ["Send", "SendAsync"])).Distinct()
            .ShouldBe(["WebTrader.Brokers.MtApi5.Gateway.Mt5Gateway"]);

    [Fact]
    public void The_terminal_is_never_asked_to_close_everything_by_itself()
    {
        var helpers = new Regex("Mt5Command\\.(PositionCloseAll|OrderCloseAll|PositionClose|PositionClosePartial|Buy|Sell)\\b");
        var users = Repository.Files("src", ".cs").Where(file => !Repository.Relative(file).Contains("/Terminal/", StringComparison.Ordinal) && helpers.IsMatch(SourceText.CodeOf(File.ReadAllText(file)))).Select(Repository.Relative);
        // It knows which commands trade; it makes none of these.
        users.ShouldBe(["src/WebTrader.Brokers/MtApi5/Protocol/Mt5Request.cs"]);
    }

    /// <summary>The types whose code calls one of these methods of these types, or takes one up as a delegate; what a compiler nested in a type counts as the type.</summary>
    private static IEnumerable<string> Callers(string project, string[] types, string[] methods)
    {
        using var file = new PEReader(File.OpenRead(FloorsTests.Compiled(project)));
        var metadata = file.GetMetadataReader();
        var wanted = Tokens(metadata, types, methods);
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress == 0) continue;
            var code = file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!;
            if (Enumerable.Range(1, Math.Max(0, code.Length - 4)).Any(at => IsCall(code, at) && at + 4 <= code.Length && wanted.Contains(BitConverter.ToInt32(code, at)))) yield return Outermost(metadata, method.GetDeclaringType());
        }
    }

    // call, callvirt, ldftn, ldvirtftn: ECMA-335, partition III.
    private static bool IsCall(byte[] code, int at) => code[at - 1] is 0x28 or 0x6F || (at > 1 && code[at - 2] == 0xFE && code[at - 1] is 0x06 or 0x07);

    private static HashSet<int> Tokens(MetadataReader metadata, string[] types, string[] methods)
    {
        var found = new HashSet<int>();
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind == HandleKind.TypeReference && types.Contains(metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name)) && methods.Contains(metadata.GetString(member.Name))) found.Add(MetadataTokens.GetToken(handle));
        }

        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            if (types.Contains(metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name)) && methods.Contains(metadata.GetString(method.Name))) found.Add(MetadataTokens.GetToken(handle));
        }

        return found;
    }

    private static string Outermost(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil) type = metadata.GetTypeDefinition(type.GetDeclaringType());
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }
}
