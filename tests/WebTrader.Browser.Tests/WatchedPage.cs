using Microsoft.Playwright;

namespace WebTrader.Browser.Tests;

/// <summary>A page, and everything on it that a user would call broken: errors, refused scripts or styles, requests that leave the host.</summary>
public sealed class WatchedPage : IAsyncDisposable
{
    private static readonly string Pictures = Path.Combine(AppContext.BaseDirectory, "pictures");
    private static readonly Lazy<bool> Forgotten = new(() =>
    {
        if (Directory.Exists(Pictures)) Directory.Delete(Pictures, recursive: true);
        return true;
    });

    private readonly List<string> trouble = [];
    private readonly string origin;

    public WatchedPage(IPage page, Uri address)
    {
        Page = page;
        origin = address.GetLeftPart(UriPartial.Authority);
        page.PageError += (_, error) => Note($"error: {error}");
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") Note($"{message.Type}: {message.Text}");
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(origin, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) Note($"leaves the host: {request.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>What went wrong so far.</summary>
    public IReadOnlyList<string> Trouble
    {
        get { lock (trouble) return [.. trouble]; }
    }

    /// <summary>What went wrong so far, which is forgotten by this.</summary>
    public IReadOnlyList<string> TakeTrouble()
    {
        lock (trouble)
        {
            string[] taken = [.. trouble];
            trouble.Clear();
            return taken;
        }
    }

    public ILocator Rows => Page.Locator("table.positions tr[data-ticket]");

    /// <summary>The number of tickets that are not protected, as the page says it.</summary>
    public async Task<string> FigureAsync() => (await Page.Locator(".one .fig").InnerTextAsync()).Trim();

    /// <summary>On the page of the first run: becomes the administrator, and so comes to the dashboard.</summary>
    public async Task SetUpAsync(string name, string password)
    {
        await Page.Locator("#name:focus").WaitForAsync(new LocatorWaitForOptions { Timeout = 30_000 });
        await TypeAsync(name, password, password);
    }

    /// <summary>Into the field that has the focus and those after it, and Enter at the end.</summary>
    public async Task TypeAsync(params string[] texts)
    {
        for (var number = 0; number < texts.Length; number++)
        {
            if (number > 0) await Page.Keyboard.PressAsync("Tab");
            await Page.Keyboard.TypeAsync(texts[number]);
        }

        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Waits until the page says that every ticket is protected; otherwise fails and tells what it says instead, row by row.</summary>
    public async Task SaysAllIsProtectedAsync()
    {
        var rows = "";
        for (var until = TimeProvider.System.GetTimestamp() + (60 * TimeProvider.System.TimestampFrequency); TimeProvider.System.GetTimestamp() < until;)
        {
            if (await FigureAsync() == "0") return;
            rows = await Page.EvaluateAsync<string>("() => [...document.querySelectorAll('.one, tr[data-ticket]:not([data-s=protected])')].map(row => row.innerText.replace(/\\s+/g, ' ')).join('\\n')");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"After a minute the page has not once said that every ticket is protected. It says:\n{rows}");
    }

    /// <summary>Pictures of an earlier run show pages that may not exist any more: once, before the first of this one.</summary>
    internal static void ForgetOldPictures() => _ = Forgotten.Value;

    /// <summary>Keeps a picture as an artifact of the run.</summary>
    public async Task PictureAsync(string name)
    {
        Directory.CreateDirectory(Pictures);
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, name + ".png") });
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    private void Note(string what)
    {
        lock (trouble) trouble.Add(what);
    }
}
