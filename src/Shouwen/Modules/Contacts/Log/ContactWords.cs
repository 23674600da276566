using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using Shouwen.Kernel.Web.Kit;
using Shouwen.Modules.Contacts.Contracts;
using Shouwen.Modules.Contacts.Model;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Contacts.Log;

/// <summary>Channels, directions and states as choices, pictures and colours.</summary>
public static class ContactWords
{
    public static IEnumerable<Option> Channels => Enum.GetValues<Channel>().Select(c => new Option(Names.Camel(c.ToString()), Of(c)));

    public static IEnumerable<Option> Directions => Enum.GetValues<Direction>().Select(d => new Option(Names.Camel(d.ToString()), T[d + "|direction"]));

    public static IEnumerable<Option> States => Enum.GetValues<ContactState>().Select(s => new Option(Names.Camel(s.ToString()), T[s + "|contact"]));

    public static string Of(Channel channel) => channel switch
    {
        Channel.Sms => T["SMS"],
        Channel.Wechat => T["WeChat"],
        Channel.Email => T["E-mail"],
        Channel.Hotline => T["Hotline 12345"],
        _ => T[channel + "|channel"],
    };

    public static Tone Of(ContactState state) => state switch
    {
        ContactState.ToClarify => Tone.Warning,
        ContactState.Closed => Tone.Muted,
        _ => Tone.Accent,
    };

    public static string Icon(Channel channel, Direction direction) => channel switch
    {
        Channel.Phone => direction == Direction.In ? "phone-incoming" : "phone-outgoing",
        Channel.Hotline => "phone-call",
        Channel.Visit or Channel.Counter => "door-enter",
        Channel.Letter or Channel.Mailbox => "mailbox",
        Channel.Fax => "printer",
        Channel.Email => "mail",
        Channel.Sms or Channel.Messenger or Channel.Wechat => "message",
        Channel.Video => "video",
        Channel.Meeting => "users-group",
        _ => "world",
    };

    /// <summary>What is missing, in words.</summary>
    public static string Missing(IEnumerable<string> items) => string.Join(T["; |list"], items.Select(i => T[i + "|item"]));
}
