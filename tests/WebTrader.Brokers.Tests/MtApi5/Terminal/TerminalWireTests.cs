using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;
using Shouldly;
using WebTrader.Core.Market;
using WebTrader.TestKit.Host;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5.Terminal;

public sealed class TerminalWireTests
{
    private const int Text = 1;
    private const int Binary = 2;
    private const int Close = 8;
    private const int Ping = 9;
    private const int Pong = 10;

    [Fact]
    public async Task Any_path_is_upgraded_and_nothing_offered_is_agreed_on()
    {
        await using var bench = await TerminalBench.OpenAsync();
        using var raw = await RawSocket.DialAsync(bench.Terminal.EndPoint);

        await raw.WriteAsync(RawSocket.UpgradeRequest("/anything/at/all", "Sec-WebSocket-Protocol: chat\r\nSec-WebSocket-Extensions: permessage-deflate\r\nOrigin: http://evil.example\r\n"));

        var head = await raw.HeadAsync();
        head.ShouldStartWith("HTTP/1.1 101 ");
        head.ShouldContain("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        head.ShouldContain("Server: Boost.Beast/351 websocket-server-async");
        head.ShouldNotContain("Sec-WebSocket-Protocol");
        head.ShouldNotContain("Sec-WebSocket-Extensions");
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("POST /ws HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("hello\r\n\r\n")]
    public async Task What_is_no_WebSocket_is_a_bad_request(string request)
    {
        await using var bench = await TerminalBench.OpenAsync();
        using var raw = await RawSocket.DialAsync(bench.Terminal.EndPoint);

        await raw.WriteAsync(request);

        (await raw.HeadAsync()).ShouldStartWith("HTTP/1.1 400 Bad Request");
        (await raw.ReadAsync(new byte[1])).ShouldBe(0);
    }

    [Fact]
    public async Task A_message_of_more_than_4096_bytes_comes_in_parts_of_4096()
    {
        await using var bench = await TerminalBench.OpenAsync();
        using var raw = await RawSocket.UpgradeAsync(bench.Terminal.EndPoint);
        for (var count = 0; count < 100; count++) await bench.QuoteAsync(1.10000m, 1.10010m);

        await raw.TextAsync($"0;{bench.Expert};1;300;{{\"Symbol\":\"EURUSD\",\"Flags\":6,\"From\":0,\"Count\":100}}");

        var frames = new List<(int Opcode, bool IsLast, byte[] Payload)>();
        while (frames.Count == 0 || !frames[^1].IsLast) frames.Add((await raw.NextAsync())!.Value);
        frames.Count.ShouldBeGreaterThan(2);
        frames.Select(frame => frame.Opcode).ShouldBe([Text, .. Enumerable.Repeat(0, frames.Count - 1)]);
        frames[..^1].ShouldAllBe(frame => frame.Payload.Length == 4096);
        frames[^1].Payload.Length.ShouldBeLessThanOrEqualTo(4096);
        Encoding.UTF8.GetString([.. frames.SelectMany(frame => frame.Payload)]).ShouldEndWith("]}");
    }

    [Fact]
    public async Task Answers_and_events_come_in_the_kind_of_the_last_message_that_was_sent()
    {
        await using var bench = await TerminalBench.OpenAsync();
        await bench.Terminal.SetAsync("ticks", "on");
        var client = await bench.ConnectAsync();

        await client.SendAsync("6;0", WebSocketMessageType.Binary);
        await client.NextAsync();
        client.LastType.ShouldBe(WebSocketMessageType.Binary);
        await bench.QuoteAsync(1.1m, 1.1001m);
        await client.EventAsync(3);
        client.LastType.ShouldBe(WebSocketMessageType.Binary);
        await client.SendAsync("6;0");
        await client.NextAsync();
        client.LastType.ShouldBe(WebSocketMessageType.Text);
    }

    [Fact]
    public async Task Before_anything_is_sent_events_are_texts()
    {
        await using var bench = await TerminalBench.OpenAsync();
        var client = await bench.ConnectAsync();
        await Eventually.TrueAsync(async () => (await bench.Terminal.FiguresAsync()).Connections == 1, "the client is connected");

        await bench.OpenAsync();

        (await client.NextAsync())!.ShouldStartWith("2;");
        client.LastType.ShouldBe(WebSocketMessageType.Text);
    }

    [Fact]
    public async Task A_message_in_parts_with_a_ping_between_them_is_understood()
    {
        await using var bench = await TerminalBench.OpenAsync();
        using var raw = await RawSocket.UpgradeAsync(bench.Terminal.EndPoint);

        await raw.FrameAsync(Text, "6"u8.ToArray(), isLast: false);
        await raw.FrameAsync(Ping, "hi"u8.ToArray());
        await raw.FrameAsync(0, ";0"u8.ToArray());

        var pong = (await raw.NextAsync())!.Value;
        (pong.Opcode, Encoding.UTF8.GetString(pong.Payload)).ShouldBe((Pong, "hi"));
        Encoding.UTF8.GetString((await raw.NextAsync())!.Value.Payload).ShouldBe($"3;{bench.Expert}");
    }

    [Fact]
    public async Task A_close_is_echoed_and_the_connection_ends()
    {
        await using var bench = await TerminalBench.OpenAsync();
        using var raw = await RawSocket.UpgradeAsync(bench.Terminal.EndPoint);

        await raw.FrameAsync(Close, [0x03, 0xE8]);

        var echo = (await raw.NextAsync())!.Value;
        (echo.Opcode, Code(echo.Payload)).ShouldBe((Close, 1000));
        (await raw.NextAsync()).ShouldBeNull();
        await Eventually.TrueAsync(async () => (await bench.Terminal.FiguresAsync()).Connections == 0, "the connection is gone");
    }

    [Fact]
    public async Task A_frame_without_a_mask_ends_the_connection()
    {
        await using var bench = await TerminalBench.OpenAsync();
        using var raw = await RawSocket.UpgradeAsync(bench.Terminal.EndPoint);

        await raw.FrameAsync(Text, "6;0"u8.ToArray(), isMasked: false);

        Code((await raw.NextAsync())!.Value.Payload).ShouldBe(1002);
        (await raw.NextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_text_that_is_not_UTF8_ends_the_connection()
    {
        await using var bench = await TerminalBench.OpenAsync();
        using var raw = await RawSocket.UpgradeAsync(bench.Terminal.EndPoint);

        await raw.FrameAsync(Text, [0xC3, 0x28]);

        Code((await raw.NextAsync())!.Value.Payload).ShouldBe(1007);
    }

    [Fact]
    public async Task A_message_of_16_MiB_is_taken_and_a_larger_one_ends_the_connection()
    {
        await using var bench = await TerminalBench.OpenAsync();
        using var raw = await RawSocket.UpgradeAsync(bench.Terminal.EndPoint);
        var most = new byte[16 * 1024 * 1024];
        Array.Fill(most, (byte)' ');
        Encoding.ASCII.GetBytes($"0;{bench.Expert};1;67;").CopyTo(most, 0);

        await raw.FrameAsync(Text, most);
        Encoding.UTF8.GetString((await raw.NextAsync())!.Value.Payload).ShouldStartWith($"1;{bench.Expert};1;");
        await raw.FrameAsync(Text, most, isLast: false);
        await raw.FrameAsync(0, [0]);

        Code((await raw.NextAsync())!.Value.Payload).ShouldBe(1009);
    }

    [Fact]
    public async Task A_silent_client_is_pinged_after_150_seconds_and_dropped_at_300_without_a_close()
    {
        await using var bench = await TerminalBench.OpenAsync();
        using var raw = await RawSocket.UpgradeAsync(bench.Terminal.EndPoint);
        await Eventually.TrueAsync(async () => (await bench.Terminal.FiguresAsync()).Connections == 1, "the client is connected");

        bench.Clock.Advance(TimeSpan.FromSeconds(149));
        await bench.Terminal.FiguresAsync();
        raw.HasData.ShouldBeFalse();
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        (await raw.NextAsync())!.Value.Opcode.ShouldBe(Ping);
        // The terminal has set its next alarm when it answers.
        await bench.Terminal.FiguresAsync();
        bench.Clock.Advance(TimeSpan.FromSeconds(150));

        (await raw.NextAsync()).ShouldBeNull();
        (await bench.Terminal.FiguresAsync()).Dropped.ShouldBe(1);
    }

    [Fact]
    public async Task A_client_that_answers_pings_stays()
    {
        await using var bench = await TerminalBench.OpenAsync();
        using var raw = await RawSocket.UpgradeAsync(bench.Terminal.EndPoint);
        await Eventually.TrueAsync(async () => (await bench.Terminal.FiguresAsync()).Connections == 1, "the client is connected");

        for (var round = 0; round < 4; round++)
        {
            bench.Clock.Advance(TimeSpan.FromSeconds(150));
            (await raw.NextAsync())!.Value.Opcode.ShouldBe(Ping);
            await raw.FrameAsync(Pong, []);
            // A ping of ours, so that the pong was surely heard before time moves on.
            await raw.FrameAsync(Ping, []);
            (await raw.NextAsync())!.Value.Opcode.ShouldBe(Pong);
        }

        (await bench.Terminal.FiguresAsync()).Connections.ShouldBe(1);
    }

    [Fact]
    public async Task Who_never_asks_for_the_upgrade_is_let_go_after_30_seconds()
    {
        await using var bench = await TerminalBench.OpenAsync();
        using var raw = await RawSocket.DialAsync(bench.Terminal.EndPoint);
        await raw.WriteAsync("GET / HT");
        var read = raw.ReadAsync(new byte[1]);

        for (var second = 0; second < 40 && !read.IsCompleted; second++)
        {
            bench.Clock.Advance(TimeSpan.FromSeconds(30));
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        (await read).ShouldBe(0);
    }

    [Fact]
    public async Task A_client_that_never_reads_holds_up_nobody()
    {
        const int Quotes = 20_000;
        await using var bench = await TerminalBench.OpenAsync();
        using var deaf = await RawSocket.UpgradeAsync(bench.Terminal.EndPoint);
        var client = await bench.ConnectAndGreetAsync();
        await bench.Terminal.SetAsync("ticks", "on");

        await bench.Terminal.AskAsync(broker =>
        {
            for (var count = 0; count < Quotes; count++) broker.Feed("EURUSD", new Price(1.1m), new Price(1.1001m), broker.Now);
            return true;
        });
        await client.BeginAsync(67);

        for (var count = 0; count < Quotes; count++) (await client.NextAsync())!.ShouldStartWith("2;");
        (await client.NextAsync())!.ShouldStartWith("1;");
    }

    [Fact]
    public async Task A_port_that_is_taken_says_so()
    {
        await using var bench = await TerminalBench.OpenAsync();

        var refused = await Should.ThrowAsync<IOException>(async () => await TerminalBench.OpenAsync(options => options with { Port = bench.Terminal.EndPoint.Port }));

        refused.Message.ShouldContain(bench.Terminal.EndPoint.ToString());
    }

    private static int Code(byte[] closePayload) => BinaryPrimitives.ReadUInt16BigEndian(closePayload);
}
