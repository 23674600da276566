using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Kernel.Help;

/// <summary>What the keys do on every page; the help of a page names those that are useful there.</summary>
public static class KeyList
{
    public static IReadOnlyList<(string Keys, string Meaning)> All =>
    [
        ("/", T["Search"]),
        ("g t", T["Go to today"]),
        ("g c", T["Go to cases"]),
        ("n", T["Register a new contact"]),
        ("j k", T["Next or previous row"]),
        ("Enter", T["Open the row"]),
        ("Ctrl Enter", T["Send the form you are in"]),
        ("Esc", T["Close a dialog or the help"]),
        ("F1 ?", T["Show this help"]),
    ];
}
