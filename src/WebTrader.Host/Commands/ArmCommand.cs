using System.CommandLine;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using WebTrader.Core.Safety;
using WebTrader.Host.Api;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Commands;

/// <summary><c>arm</c>: shows what the rules would do to the positions of an account of a running host, asks, and arms them.</summary>
internal static class ArmCommand
{
    private static readonly Option<string> Account = new("--account") { Description = "Id of the account.", Required = true };
    private static readonly Option<bool> All = new("--all") { Description = "Every position." };
    private static readonly Option<bool> Observe = new("--observe") { Description = "No position: from now on the account is only observed, and stops at the broker stay where they are." };
    private static readonly Option<string[]> Symbols = new("--symbol") { Description = "Positions of this symbol; may be repeated." };
    private static readonly Option<long[]> Magics = new("--magic") { Description = "Positions of this magic number; may be repeated." };
    private static readonly Option<string> Why = new("--why") { Description = "The reason, for the journal.", Required = true };
    private static readonly Option<int?> Port = new("--port") { Description = "Where the host answers on this machine [default: Host:Port of its settings]" };
    private static readonly Option<string?> Data = new("--data") { Description = "The host's data folder, where the key for commands on this machine is [default: that of its settings]", HelpName = "FOLDER" };
    private static readonly Option<string?> Settings = new("--settings") { Description = "The settings file that the host was started with", HelpName = "FILE" };
    private static readonly Option<bool> Yes = new("--yes") { Description = "Agrees without being asked, for scripts." };

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Command Build()
    {
        var command = new Command("arm", $"Shows each stop that would be set and each position that would be closed at once, asks, and lets the rules do it. Another user than the host's needs a key with the scopes read and trade, in {Hosts.KeyVariable}.");
        foreach (var option in (Option[])[Account, All, Observe, Symbols, Magics, Why, Port, Data, Settings, Yes]) command.Options.Add(option);
        command.SetAction((parsed, cancellation) => RunAsync(
            new CommandLineSettings(parsed.GetValue(Port), parsed.GetValue(Data), parsed.GetValue(Settings)),
            parsed.GetValue(Account)!,
            new ArmingRequest(parsed.GetValue(Why)!, parsed.GetValue(All), parsed.GetValue(Symbols) ?? [], parsed.GetValue(Magics) ?? []),
            parsed.GetValue(Observe),
            parsed.GetValue(Yes),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CommandLineSettings where, string account, ArmingRequest wanted, bool observe, bool yes, CancellationToken cancellation)
    {
        var isNone = !wanted.All && wanted.Symbols!.Count == 0 && wanted.Magics!.Count == 0;
        if (observe != isNone) throw new UsageException(observe ? "--observe stands alone: it arms nothing" : "Name what to arm: --all, --symbol, --magic, or --observe for nothing");

        using var http = Hosts.Open(where);
        var route = $"api/v1/accounts/{Uri.EscapeDataString(account)}/arming";
        try
        {
            using var looked = await http.GetAsync(new Uri(route + Query(wanted), UriKind.Relative), cancellation);
            if (await ReadAsync(looked, cancellation) is not { } preview) return CommandLine.Failure;
            Console.Out.WriteLine(Say(preview));
            if (preview.Refused.Count > 0) return CommandLine.Failure;
            if (!isNone && !yes && !Agreed()) return CommandLine.Failure;

            using var armed = await http.PutAsJsonAsync(route, wanted with { Confirm = preview.Confirm }, Json, cancellation);
            if (armed.StatusCode == System.Net.HttpStatusCode.Conflict && armed.Content.Headers.ContentType?.MediaType == "application/json")
            {
                await Console.Error.WriteLineAsync("The positions have changed meanwhile; nothing is armed. Look again.");
                return CommandLine.Failure;
            }

            if (await ReadAsync(armed, cancellation) is not { } now) return CommandLine.Failure;
            Console.Out.WriteLine($"Armed: {now.Armed}.");
            return 0;
        }
        catch (HttpRequestException away)
        {
            await Console.Error.WriteLineAsync($"No host answers at {http.BaseAddress}: {away.Message}");
            return CommandLine.Failure;
        }
    }

    private static bool Agreed()
    {
        Console.Out.Write("Type ARM to let this happen: ");
        return Console.In.ReadLine()?.Trim() == "ARM";
    }

    private static async Task<Preview?> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (answer.IsSuccessStatusCode) return await answer.Content.ReadFromJsonAsync<Preview>(Json, cancellation);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellation));
        await Console.Error.WriteLineAsync(problem.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() : $"The host answers {(int)answer.StatusCode}.");
        return null;
    }

    private static string Say(Preview preview)
    {
        var text = new StringBuilder();
        text.AppendLine($"Armed now: {preview.Armed}. Asked about: {preview.Scope}.");
        foreach (var line in preview.Lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {line.Ticket}  {line.Side} {line.Lots} {line.Symbol}  stop {line.StopNow ?? "none"}  ");
            text.AppendLine(line.Step switch
            {
                "setStop" => $"-> {line.Stop} ({line.Money} there)",
                "close" => $"-> CLOSED AT ONCE, about {line.Money}: {line.Reason}",
                "none" => "stays",
                _ => line.Reason,
            });
        }

        text.Append(CultureInfo.InvariantCulture, $"{preview.StopsToSet} stops are set, {preview.PositionsToClose} positions are closed at once{(preview.PositionsToClose > 0 ? $", which brings about {preview.ClosesBring}" : "")}.");
        foreach (var why in preview.Refused) text.AppendLine().Append("Refused: ").Append(why).Append('.');
        return text.ToString();
    }

    private static string Query(ArmingRequest wanted) =>
        "?" + string.Join('&', (string[])[$"all={(wanted.All ? "true" : "false")}", .. wanted.Symbols!.Select(symbol => "symbol=" + Uri.EscapeDataString(symbol)), .. wanted.Magics!.Select(magic => string.Create(CultureInfo.InvariantCulture, $"magic={magic}"))]);

    /// <summary>What the host answers, as text: it is shown and not reckoned with.</summary>
    private sealed record Preview(Arming Armed, Arming Scope, IReadOnlyList<Line> Lines, int StopsToSet, int PositionsToClose, string ClosesBring, IReadOnlyList<string> Refused, string? Confirm);

    private sealed record Line(string Ticket, string Symbol, string Side, string Lots, string? StopNow, string Step, string? Stop, string? Money, string Reason);
}
