using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shouldly;
using WebTrader.Host.Alerts;
using WebTrader.Host.Alerts.Channels;
using WebTrader.Host.Tests.Sessions;

namespace WebTrader.Host.Tests.Alerts;

/// <summary>Notices leave by webhook, Telegram and mail, signed and again until they arrive; what is down delays nothing.</summary>
public sealed class NotifierTests
{
    private const string Secret = "a secret of ours";

    private static AlertNotice Notice => new(AlertEdge.Began, new Alert { Number = 7, Account = "demo", Condition = "naked", Level = AlertLevel.Red, Text = "Without a stop at the broker: 100001 EURUSD", Since = DateTimeOffset.UnixEpoch }, DateTimeOffset.UnixEpoch);

    [Fact]
    public async Task A_webhook_is_signed_so_that_the_receiver_can_tell_that_it_is_ours()
    {
        await using var receiver = await Receiver.StartAsync();
        await new WebhookChannel(receiver.Http, receiver.At("/hook?key=1"), Secret, TimeProvider.System).TellAsync(Notice, TestContext.Current.CancellationToken);
        var (path, headers, body) = receiver.Got.ShouldHaveSingleItem();
        path.ShouldBe("/hook");
        body.ShouldContain("\"headline\":\"RED: demo: Without a stop at the broker: 100001 EURUSD\"");
        var signature = headers[WebhookChannel.SignatureHeader].ToString();
        var seconds = long.Parse(signature.Split(',')[0][2..], System.Globalization.CultureInfo.InvariantCulture);
        signature.ShouldBe(WebhookChannel.Sign(Encoding.UTF8.GetBytes(body), Secret, DateTimeOffset.FromUnixTimeSeconds(seconds)));
        WebhookChannel.Sign(Encoding.UTF8.GetBytes(body + " "), Secret, DateTimeOffset.FromUnixTimeSeconds(seconds)).ShouldNotBe(signature);
    }

    [Fact]
    public async Task What_fails_is_tried_again_and_the_state_of_the_channel_says_so()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Fails = 2;
        await using var loop = new ChannelLoop(new WebhookChannel(receiver.Http, receiver.At("/hook"), null, TimeProvider.System), TimeProvider.System, LoggerFactory.Create(_ => { }).CreateLogger("test"));
        loop.Tell(Notice);
        await Eventually.TrueAsync(() => Task.FromResult(loop.View.Failure is not null), "the first attempt has failed");
        loop.View.Failure.ShouldNotBeNull().ShouldContain("answered 500");
        await Eventually.TrueAsync(() => Task.FromResult(loop.View.Told == 1), "it arrives at the third attempt");
        loop.View.Failure.ShouldBeNull();
        receiver.Got.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Beyond_two_hundred_the_oldest_are_dropped_and_counted_and_nobody_waits()
    {
        await using var loop = new ChannelLoop(new Silent(), TimeProvider.System, LoggerFactory.Create(_ => { }).CreateLogger("test"));
        for (var i = 0; i < 300; i++) loop.Tell(Notice);
        loop.View.Waiting.ShouldBeLessThanOrEqualTo(200);
        loop.View.Dropped.ShouldBeGreaterThanOrEqualTo(99);
    }

    [Fact]
    public async Task A_telegram_bot_writes_to_its_chat_and_its_token_is_in_no_message()
    {
        await using var receiver = await Receiver.StartAsync();
        var channel = new TelegramChannel(receiver.Http, receiver.At("/"), "123:abc", "@desk");
        await channel.TellAsync(Notice, TestContext.Current.CancellationToken);
        var (path, _, body) = receiver.Got.ShouldHaveSingleItem();
        path.ShouldBe("/bot123:abc/sendMessage");
        body.ShouldContain("\"chat_id\":\"@desk\"");
        receiver.Fails = 1;
        var refused = await Should.ThrowAsync<HttpRequestException>(() => channel.TellAsync(Notice, TestContext.Current.CancellationToken));
        refused.ToString().ShouldNotContain("123:abc");
        channel.Target.ShouldNotContain("abc");
    }

    [Fact]
    public async Task A_mail_arrives_at_the_server()
    {
        using var server = new MailServer();
        await new MailChannel(new MailSettings("127.0.0.1", server.Port, false, "webtrader@example.com", "desk@example.com", null), null).TellAsync(Notice, TestContext.Current.CancellationToken);
        var said = await server.SaidAsync();
        said.ShouldContain("RCPT TO:<desk@example.com>");
        said.ShouldContain("Subject: RED: demo: Without a stop");
    }

    [Fact]
    public async Task A_way_to_tell_that_lacks_its_secret_is_a_red_alert_that_names_the_variable_and_keeps_nothing_from_being_protected()
    {
        var hook = new AlertSettings { Webhook = new Uri("https://hooks.example.com/x") };
        var none = new AlertSecrets(null, null, null);
        none.Problems(hook).ShouldHaveSingleItem().ShouldStartWith("WEBTRADER_WEBHOOK_SECRET is missing in the environment, and Alerts:Webhook is set");
        none.Problems(hook with { WebhookUnsigned = true }).ShouldBeEmpty("it is said that nothing is signed");
        (none with { Webhook = Secret }).Problems(hook).ShouldBeEmpty();
        (none with { Webhook = Secret }).Problems(hook with { WebhookUnsigned = true }).ShouldHaveSingleItem().ShouldStartWith("Alerts:WebhookUnsigned is true, allowed is false");
        none.Problems(new AlertSettings { TelegramChat = "@desk" }).ShouldHaveSingleItem().ShouldStartWith("WEBTRADER_TELEGRAM_TOKEN is missing");
        none.Problems(new AlertSettings { Mail = new MailSettings("smtp.example.com", 587, true, "a@example.com", "b@example.com", "user") }).ShouldHaveSingleItem().ShouldStartWith("WEBTRADER_MAIL_PASSWORD is missing");
        none.Problems(new AlertSettings { Mail = new MailSettings("smtp.example.com", 587, true, "a@example.com", "b@example.com", null) }).ShouldBeEmpty("the server asks for none");

        using var folder = new TempFolder();
        await using var host = await LiveHost.StartAsync(folder, settings => settings with { Alerts = hook }, Desks.Quiet);
        await host.ReadyAsync();
        await Eventually.TrueAsync(async () => (await host.GetAsync("/api/v1/alerts")).GetProperty("items").EnumerateArray().Any(alert => alert.ToString().Contains("WEBTRADER_WEBHOOK_SECRET is missing", StringComparison.Ordinal)), "somebody is told on the page");
        (await host.GetAsync("/api/v1/notifiers")).GetProperty("items").GetArrayLength().ShouldBe(0, "nothing is posted unsigned");
    }

    [Fact]
    public async Task Alerts_are_listed_acknowledged_and_told_and_the_state_of_every_notifier_is_shown()
    {
        await using var receiver = await Receiver.StartAsync();
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.Of("accounts/demo"));
        await File.WriteAllTextAsync(folder.Of("accounts/demo/armed.json"), "{ broken", TestContext.Current.CancellationToken);
        await using var host = await LiveHost.StartAsync(folder, settings => settings with { Alerts = new AlertSettings { Webhook = receiver.At("/hook"), WebhookUnsigned = true, Heartbeat = receiver.At("/beat"), HeartbeatEvery = TimeSpan.FromSeconds(10) } }, Desks.Quiet);
        await host.ReadyAsync();
        await Eventually.TrueAsync(async () => (await host.GetAsync("/api/v1/alerts")).GetProperty("items").GetArrayLength() > 0, "the damaged file is an alert");
        var alert = (await host.GetAsync("/api/v1/alerts")).GetProperty("items")[0];
        alert.GetProperty("level").GetString().ShouldBe("red");
        var number = alert.GetProperty("number").GetInt64();
        var (status, acknowledged, _) = await host.SendAsync(HttpMethod.Post, $"/api/v1/alerts/{number}/acknowledge", null);
        status.ShouldBe(200);
        acknowledged.GetProperty("acknowledgedBy").GetString().ShouldBe("local");
        (await host.SendAsync(HttpMethod.Post, "/api/v1/alerts/999/acknowledge", null)).Status.ShouldBe(404);
        (await host.SendAsync(HttpMethod.Post, $"/api/v1/alerts/{number}/silence", """{ "minutes": 0 }""")).Body.GetProperty("detail").GetString()!.ShouldContain("minutes is 0, allowed is a whole number of minutes from 1 to 1440");

        await Eventually.TrueAsync(() => Task.FromResult(receiver.Got.Any(each => each.Path == "/hook")), "the webhook was told");
        await Eventually.TrueAsync(() => Task.FromResult(receiver.Got.Any(each => each.Path == "/beat" && each.Headers.ContainsKey(Heartbeat.HeadHeader))), "the heartbeat carries how far the journal goes");
        var webhook = (await host.GetAsync("/api/v1/notifiers")).GetProperty("items")[0];
        webhook.GetProperty("name").GetString().ShouldBe("webhook");
        (await host.SendAsync(HttpMethod.Post, "/api/v1/notifiers/webhook/test", null)).Status.ShouldBe(200);
        (await host.SendAsync(HttpMethod.Post, "/api/v1/notifiers/pigeon/test", null)).Body.GetProperty("detail").GetString()!.ShouldContain("allowed is webhook");
    }

    /// <summary>Takes for ever.</summary>
    private sealed class Silent : IAlertChannel
    {
        public string Name => "silent";

        public string Target => "nobody";

        public Task TellAsync(AlertNotice notice, CancellationToken cancellation) => Task.Delay(Timeout.Infinite, cancellation);
    }

    /// <summary>A web server that keeps what it gets.</summary>
    private sealed class Receiver : IAsyncDisposable
    {
        private readonly WebApplication app;
        private int fails;

        private Receiver(WebApplication app) => this.app = app;

        public ConcurrentQueue<(string Path, IHeaderDictionary Headers, string Body)> Got { get; } = [];

        public HttpClient Http { get; } = new();

        /// <summary>How many requests are answered with 500 from now on.</summary>
        public int Fails
        {
            get => Volatile.Read(ref fails);
            set => Volatile.Write(ref fails, value);
        }

        public static async Task<Receiver> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var receiver = new Receiver(app);
            app.Run(receiver.TakeAsync);
            await app.StartAsync(TestContext.Current.CancellationToken);
            return receiver;
        }

        public Uri At(string path) => new(new Uri(app.Urls.First()), path);

        public async ValueTask DisposeAsync()
        {
            Http.Dispose();
            await app.DisposeAsync();
        }

        private async Task TakeAsync(HttpContext context)
        {
            using var reader = new StreamReader(context.Request.Body);
            Got.Enqueue((context.Request.Path, new HeaderDictionary(context.Request.Headers.ToDictionary()), await reader.ReadToEndAsync(context.RequestAborted)));
            if (Interlocked.Decrement(ref fails) >= 0) context.Response.StatusCode = 500;
        }
    }

    /// <summary>Says yes to everything and keeps what is said to it.</summary>
    private sealed class MailServer : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly Task<string> conversation;

        public MailServer()
        {
            listener.Start();
            Port = ((IPEndPoint)listener.LocalEndpoint).Port;
            conversation = TalkAsync();
        }

        public int Port { get; }

        public Task<string> SaidAsync() => conversation.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        public void Dispose() => listener.Dispose();

        private async Task<string> TalkAsync()
        {
            using var client = await listener.AcceptTcpClientAsync();
            using var reader = new StreamReader(client.GetStream());
            await using var writer = new StreamWriter(client.GetStream()) { AutoFlush = true, NewLine = "\r\n" };
            var said = new StringBuilder();
            await writer.WriteLineAsync("220 test");
            var isText = false;
            while (await reader.ReadLineAsync() is { } line)
            {
                said.AppendLine(line);
                if (isText && line != ".") continue;
                isText = line == "DATA";
                await writer.WriteLineAsync(isText ? "354 go on" : line.StartsWith("QUIT", StringComparison.Ordinal) ? "221 bye" : "250 ok");
                if (line.StartsWith("QUIT", StringComparison.Ordinal) || line == ".") break;
            }

            return said.ToString();
        }
    }
}
