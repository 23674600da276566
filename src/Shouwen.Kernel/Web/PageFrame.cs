using Microsoft.AspNetCore.Http;

namespace Shouwen.Kernel.Web;

/// <summary>What stands around a page: who is signed in, where, and what they may reach. One for each request.</summary>
public sealed class PageFrame
{
    public string Title { get; set; } = "";
    /// <summary>The instant this page is made, in UTC; everything relative on the page is counted from it.</summary>
    public DateTime Now { get; set; }
    public string CompanyName { get; set; } = "";

    public bool IsSignedIn { get; set; }
    public string UserId { get; set; } = "";
    public string UserName { get; set; } = "";
    public string UserDetail { get; set; } = "";

    public int UnreadNotices { get; set; }
    public int Overdue { get; set; }
    public IReadOnlyList<MenuItem> Menu { get; set; } = [];
    public IReadOnlyList<MenuItem> Create { get; set; } = [];
    /// <summary>Entries of the user menu above "Sign out".</summary>
    public IReadOnlyList<MenuItem> Personal { get; set; } = [];

    public string CurrentPath { get; set; } = "/";
    /// <summary>The whole address of this page, with its query.</summary>
    public PageUrl Url { get; set; } = new("/");
    public string Search { get; set; } = "";

    /// <summary>Said once, after something was done.</summary>
    public string? Flash { get; set; }
    public Tone FlashTone { get; set; } = Tone.Good;
    /// <summary>The keys of the drafts that were saved by the request before this page.</summary>
    public IReadOnlyList<string> DraftsDone { get; set; } = [];

    /// <summary>The number of a page made for paper.</summary>
    public string? PrintNumber { get; set; }
    /// <summary>The version of the company's logo, where it has one.</summary>
    public string? Logo { get; set; }

    public void Use(HttpRequest request) => StandOn(PageUrl.Of(request));

    public void StandOn(PageUrl url)
    {
        Url = url;
        CurrentPath = Url.Path;
    }

    public void StandOn(string address) => StandOn(PageUrl.Of(address));

    /// <summary>The menu entry this page belongs to: the longest address that the page's own begins with.</summary>
    public MenuItem? CurrentMenuItem => Menu
        .Where(m => CurrentPath == m.Path || m.Path != "/" && CurrentPath.StartsWith(m.Path.TrimEnd('/') + "/", StringComparison.Ordinal))
        .MaxBy(m => m.Path.Length);
}

/// <summary>One line of the menu. The icon is a Tabler name without its prefix; a count above zero is shown beside it.</summary>
public sealed record MenuItem(string Title, string Url, string Icon = "point", string? Group = null, int Order = 0, int Count = 0)
{
    public string Path => Url.Split('?', 2)[0];
}

/// <summary>How something stands; decides its colour and nothing else.</summary>
public enum Tone { Neutral, Accent, Good, Notice, Warning, Bad, Muted }
