using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Shouwen.Kernel.Web;

/// <summary>The address of a page and what its query says; changing it always gives a new address.</summary>
public sealed class PageUrl
{
    private readonly List<KeyValuePair<string, string>> query;

    private PageUrl(string path, List<KeyValuePair<string, string>> query) => (Path, this.query) = (path, query);

    public PageUrl(string path, IEnumerable<KeyValuePair<string, StringValues>>? query = null)
        : this(path, (query ?? []).SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v ?? ""))).Where(q => q.Value.Length > 0).ToList()) { }

    /// <summary>Understands a whole address such as "/cases?state=open".</summary>
    public static PageUrl Of(string address)
    {
        var mark = address.IndexOf('?');
        return mark < 0 ? new(address) : new(address[..mark], QueryHelpers.ParseQuery(address[mark..]));
    }

    public static PageUrl Of(HttpRequest request) => new(request.PathBase + request.Path, request.Query);

    public string Path { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Query => query;

    public string Value(string key) => query.FirstOrDefault(q => q.Key == key).Value ?? "";

    public IEnumerable<string> Values(string key) => query.Where(q => q.Key == key).Select(q => q.Value);

    /// <summary>Replaces every value of the key; nothing or an empty text takes the key out.</summary>
    public PageUrl With(string key, object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture);
        return string.IsNullOrEmpty(text) ? Without(key) : new(Path, [.. query.Where(q => q.Key != key), new(key, text)]);
    }

    public PageUrl Without(params string[] keys) => new(Path, query.Where(q => !keys.Contains(q.Key)).ToList());

    /// <summary>Takes out one of several values of a key.</summary>
    public PageUrl WithoutValue(string key, string value) => new(Path, query.Where(q => q.Key != key || q.Value != value).ToList());

    public override string ToString() => QueryHelpers.AddQueryString(Path, query.Select(q => KeyValuePair.Create(q.Key, (string?)q.Value)));

    public static implicit operator string(PageUrl url) => url.ToString();
}
