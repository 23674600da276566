using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Kernel.Web.Kit.Gallery;

/// <summary>A made-up case for the gallery.</summary>
public sealed record GalleryCase(string Number, string Subject, string Customer, string Kind, Tone KindTone, string State, Tone StateTone, string Handler, DateTime Opened, DateTime Due, DueState DueState);

/// <summary>Made-up but lifelike contents for the gallery.</summary>
public static class GallerySamples
{
    public const int CaseCount = 25;

    public static IReadOnlyList<Option> Causes =>
    [
        new("assembly", T["Assembly fault"], T["Product"]), new("part", T["Faulty part"], T["Product"]),
        new("late", T["Late visit"], T["Service"]), new("attitude", T["Attitude"], T["Service"]), new("unclear", T["Not yet known"]),
    ];

    public static IReadOnlyList<Option> States =>
    [
        new("new", T["New|state"]), new("working", T["In progress"]), new("waiting", T["Waiting for the customer"]), new("settled", T["Settled"]),
    ];

    public static IReadOnlyList<Option> Channels =>
        [new("phone", T["Telephone"]), new("visit", T["Visit"]), new("letter", T["Letter"]), new("online", T["Online"])];

    public static IReadOnlyList<Option> People(string words) =>
        Names.Select((name, i) => new Option((i + 1).ToString(), name, Detail: T["Service centre"] + " · " + (8001 + i)))
            .Where(o => words.Length == 0 || (o.Text + o.Detail).Contains(words, StringComparison.OrdinalIgnoreCase)).ToList();

    public static IReadOnlyList<GalleryCase> Cases(DateTime now)
    {
        var kinds = new[] { (T["Repair request"], Tone.Accent), (T["Complaint"], Tone.Bad), (T["Consultation"], Tone.Neutral), (T["Suggestion"], Tone.Neutral), (T["Praise"], Tone.Good) };
        var states = new[] { (T["In progress"], Tone.Accent), (T["New|state"], Tone.Notice), (T["Waiting for the customer"], Tone.Muted), (T["Settled"], Tone.Good) };
        return Enumerable.Range(0, CaseCount).Select(i =>
        {
            var (kind, kindTone) = kinds[i * 7 % 5];
            var (state, stateTone) = states[i * 5 % 4];
            var opened = now.AddHours(-3 - i * 2.7);
            return new GalleryCase($"KS-2611-{4821 - i * 3:0000}", Subjects[i % Subjects.Length], Customers[i * 3 % Customers.Length], kind, kindTone, state, stateTone,
                Names[i * 2 % Names.Length], opened, now.AddMinutes(-200 + i * 53), state == T["Settled"] ? DueState.Met : DueState.Open);
        }).ToList();
    }

    public static string[] Names =>
        [T["Li Wei"], T["Zhang Min"], T["Wang Fang"], T["Chen Jing"], T["Zhao Lei"], T["Sun Yue"]];

    private static string[] Customers =>
        [T["Jiangnan Precision Machinery"], T["Donghu Hospital"], T["Zhou Guoqiang"], T["Qingshan Logistics"], T["Beihe Primary School"], T["Liu Ping"], T["Haitian Hotel"]];

    private static string[] Subjects =>
    [
        T["Compressor stops after twenty minutes and shows E4"], T["Technician came two days late and did not call ahead"],
        T["Asks how long the extended warranty runs and what it covers"], T["Second repair of the same water leak within a month"],
        T["Invoice shows the wrong company name"], T["Suggests a reminder the day before a maintenance visit"],
        T["Thanks the night shift for the quick help during the power cut"], T["Control panel does not light up after the storm"],
    ];
}
