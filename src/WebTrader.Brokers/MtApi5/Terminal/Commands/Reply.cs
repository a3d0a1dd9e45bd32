using WebTrader.Brokers.MtApi5.Terminal.Json;

namespace WebTrader.Brokers.MtApi5.Terminal.Commands;

/// <summary>The envelope around every answer: the code is a text on success and a number otherwise.</summary>
internal static class Reply
{
    /// <summary>Success of a command that gives nothing back.</summary>
    public const string Nothing = "{\"ErrorCode\" : \"0\"}";

    public static string Value(string json) => $"{{\"ErrorCode\" : \"0\",\"Value\" : {json}}}";

    public static string Error(int code, string message) => $"{{\"ErrorMessage\" : \"{message}\",\"ErrorCode\" : {EaJson.Whole(code)}}}";

    /// <summary>A call that says whether it worked beside its result.</summary>
    public static string Result(bool returned, string json) => Value(EaJson.Object(("RetVal", EaJson.Flag(returned)), ("Result", json)));
}
