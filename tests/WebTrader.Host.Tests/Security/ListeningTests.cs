using System.Net;
using System.Net.Http.Json;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using WebTrader.Host.Security;
using WebTrader.Host.Security.SignIn;
using WebTrader.Host.Settings;
using WebTrader.Host.Tests.Security.SignIn;

namespace WebTrader.Host.Tests.Security;

public sealed class ListeningTests : IDisposable
{
    private const string Name = "trader.example.com";

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Without_encryption_it_does_not_start_to_listen_beyond_this_machine()
    {
        var refused = Should.Throw<SettingsException>(() => Read(new() { ["Host:Outside:Address"] = "0.0.0.0", ["Host:Names:0"] = Name }));
        refused.Message.ShouldContain("Host:Outside:Certificate is null");
        refused.Message.ShouldContain("Security:BehindProxy");

        Should.Throw<SettingsException>(() => Read(new() { ["Host:Outside:Address"] = "0.0.0.0", ["Security:BehindProxy:0"] = "10.0.0.5" })).Message.ShouldContain("Host:Names is empty");
        Should.Throw<SettingsException>(() => Read(new() { ["Host:Outside:Port"] = "5443" })).Message.ShouldContain("Host:Outside:Address");
        Should.Throw<SettingsException>(() => Read(new() { ["Security:BehindProxy:0"] = "any" })).Message.ShouldContain("Security:BehindProxy is \"any\"");
        Should.Throw<SettingsException>(() => Read(new() { ["Host:Names:0"] = "https://x/" })).Message.ShouldContain("Host:Names is \"https://x/\"");
        var behind = Read(new() { ["Host:Outside:Address"] = "::", ["Host:Names:0"] = Name, ["Security:BehindProxy:0"] = "10.0.0.5" });
        behind.Outside!.Address.ShouldBe(IPAddress.IPv6Any);
        behind.ReadingNeedsSignIn.ShouldBeTrue();
        Read([]).ReadingNeedsSignIn.ShouldBeFalse();
    }

    [Fact]
    public async Task Beyond_this_machine_only_the_set_up_answers_until_there_is_an_administrator_and_then_nobody_looks_without_signing_in()
    {
        if (Outside() is not { } address)
        {
            Assert.Skip("This machine has no address but loopback");
            return;
        }

        var port = FreePort();
        await using var host = await StartWithTlsAsync(address, port);
        await host.Services.GetRequiredService<ControlKeeper>().FirstReading;
        using var far = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new() { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=" + Name },
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(address, port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        }) { BaseAddress = new Uri($"https://{Name}:{port}") };

        (await StatusAsync(far, "/api/v1/accounts")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await StatusAsync(far, "/metrics")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        foreach (var open in (string[])["/setup/", "/health/live", "/api/v1/setup", "/api/v1/session"]) (await StatusAsync(far, open)).ShouldBe(HttpStatusCode.OK, open);
        using var made = await far.PostAsJsonAsync(new Uri("/api/v1/setup", UriKind.Relative), new { token = Browsing.Token(host), name = "anna", password = Browsing.Password }, TestContext.Current.CancellationToken);
        made.StatusCode.ShouldBe(HttpStatusCode.OK);
        var cookie = made.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldContain("secure");
        made.Headers.GetValues("Strict-Transport-Security").Single().ShouldBe("max-age=31536000");
        made.Headers.GetValues("Content-Security-Policy").Single().ShouldContain($"wss://{Name}:{port};");

        using var again = new HttpClient(new SocketsHttpHandler { SslOptions = new() { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=" + Name } }) { BaseAddress = new Uri($"https://{address}:{port}") };
        (await StatusAsync(again, "/api/v1/accounts", Name)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(again, "/api/v1/accounts")).ShouldBe(HttpStatusCode.BadRequest, "its number is not one of its names");
        LocalKeys.Use(again, host.DataPath);
        (await StatusAsync(again, "/api/v1/accounts", Name)).ShouldBe(HttpStatusCode.Unauthorized, "the key for commands on this machine is of no use from elsewhere");
        (await StatusAsync(host.Http, "/api/v1/accounts")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(host.Nobody, "/api/v1/accounts")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_certificate_with_another_password_refuses_the_start_and_says_where_the_password_comes_from()
    {
        var file = Certificate("one");
        Environment.SetEnvironmentVariable(Listening.PasswordVariable, "another");
        var fault = await Should.ThrowAsync<IOException>(() => LiveHost.StartAsync(folder, settings => settings with { Names = [Name], Outside = new OutsideSettings { Address = IPAddress.Loopback, Port = FreePort(), Certificate = file } }));
        fault.Message.ShouldContain(Listening.PasswordVariable);
    }

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData("trader.example.com", null, "10.0.0.5", "https://trader.example.com/")]
    [InlineData("trader.example.com:8443", null, "10.0.0.5", "https://trader.example.com:8443/")]
    [InlineData("trader.example.com", "https://trader.example.com/", null, "https://trader.example.com/")]
    public void What_people_are_told_to_open_works_from_where_they_are(string? name, string? open, string? proxy, string? told)
    {
        var keys = new Dictionary<string, string?>();
        if (name is not null) keys["Host:Names:0"] = name;
        if (open is not null) keys["Host:PublicAddress"] = open;
        if (proxy is not null) keys["Security:BehindProxy:0"] = proxy;
        Read(keys).OpenedAt?.ToString().ShouldBe(told);
        (Read(keys).OpenedAt is null).ShouldBe(told is null);
    }

    [Fact]
    public void What_people_are_told_to_open_is_a_name_of_the_host()
    {
        var outside = new WebTrader.Host.Settings.HostSettings { Accounts = [], Names = ["trader.example.com"], Outside = new WebTrader.Host.Settings.OutsideSettings { Address = System.Net.IPAddress.Any, Certificate = "host.pfx" } };
        outside.OpenedAt!.ToString().ShouldBe("https://trader.example.com:5443/");
        foreach (var wrong in (string[])["ftp://trader.example.com", "trader.example.com", "https://anna:secret@trader.example.com/"])
            Should.Throw<SettingsException>(() => Read(new() { ["Host:Names:0"] = Name, ["Host:PublicAddress"] = wrong })).Message.ShouldContain("Host:PublicAddress is ");
        Should.Throw<SettingsException>(() => Read(new() { ["Host:Names:0"] = Name, ["Host:PublicAddress"] = "https://other.example.com/" })).Message.ShouldContain("allowed is an address whose name is one of Host:Names");
    }

    [Fact]
    public async Task Only_a_named_proxy_is_believed_about_where_a_request_comes_from()
    {
        await using (var behind = await LiveHost.StartAsync(folder, settings => settings with { Names = [Name], Security = new SecuritySettings { BehindProxy = [IPAddress.Loopback] } }))
        {
            using var anna = await Browsing.SetUpAsync(behind);
            (await StatusAsync(behind.Http, "/api/v1/accounts", Name, "203.0.113.7")).ShouldBe(HttpStatusCode.Unauthorized, "the local key is of no use from elsewhere");
            using var request = Request("/api/v1/session", Name, "203.0.113.7");
            using var answer = await behind.Nobody.SendAsync(request, TestContext.Current.CancellationToken);
            answer.Headers.Contains("Strict-Transport-Security").ShouldBeTrue("the proxy speaks TLS");
            answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain($"wss://{Name};");
        }

        using var other = new TempFolder();
        await using var alone = await LiveHost.StartAsync(other, settings => settings with { Names = [Name], Security = new SecuritySettings { BehindProxy = [IPAddress.Parse("192.0.2.1")] } });
        (await StatusAsync(alone.Http, "/api/v1/accounts", null, "203.0.113.7")).ShouldBe(HttpStatusCode.OK, "who is no proxy is not believed");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in/")]
    [InlineData("/api/v1/session")]
    [InlineData("/api/v1/users")]
    public async Task Every_answer_closes_what_a_browser_would_open(string path)
    {
        await using var host = await LiveHost.StartAsync(folder);
        using var answer = await host.Nobody.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        foreach (var part in (string[])["default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"]) policy.ShouldContain(part);
        answer.Headers.GetValues("Permissions-Policy").Single().ShouldContain("camera=()");
        answer.Headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
        answer.Headers.Contains("Strict-Transport-Security").ShouldBeFalse("there is no TLS");
    }

    private static HostSettings Read(Dictionary<string, string?> over)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(over) { ["Accounts:0:Id"] = "demo" }).Build();
        return SettingsReader.Read(configuration);
    }

    private Task<LiveHost> StartWithTlsAsync(IPAddress address, int port)
    {
        var file = Certificate("secret");
        Environment.SetEnvironmentVariable(Listening.PasswordVariable, "secret");
        return LiveHost.StartAsync(folder, settings => settings with { Names = [Name], Outside = new OutsideSettings { Address = address, Port = port, Certificate = file } });
    }

    private string Certificate(string password)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={Name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var file = Path.Combine(folder.Path, "certificate.pfx");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, password));
        return file;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path, string? name = null, string? forwardedFor = null)
    {
        using var request = Request(path, name, forwardedFor);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static HttpRequestMessage Request(string path, string? name, string? forwardedFor)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (name is not null) request.Headers.Host = name;
        if (forwardedFor is null) return request;
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        request.Headers.Add("X-Forwarded-Proto", "https");
        return request;
    }

    private static IPAddress? Outside() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus == OperationalStatus.Up)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses).Select(unicast => unicast.Address)
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
