using Shouwen.Kernel.Text;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Tests.Docs;

/// <summary>The diagrams in docs/lifecycles are made from the tables.</summary>
public sealed class LifecycleDocuments
{
    [Fact, Requirement("CASE-044")]
    public void The_diagrams_show_the_tables()
    {
        Words.T.Load(typeof(ShouwenApp).Assembly, typeof(Words).Assembly);
        foreach (var life in CaseLifecycle.All)
        {
            var chinese = Words.T.Chinese;
            var words = life.Steps.SelectMany(s => s.From.Append(s.To)).Distinct().Order().Select(s => $"| {s} | {chinese.GetValueOrDefault(s + "|state", "")} |");
            var text = $"# {life.Name}\n\nMade from the table in code by a test; do not edit.\n\n```mermaid\n{life.Diagram().ReplaceLineEndings("\n")}```\n\n| State | 状态 |\n|---|---|\n{string.Join("\n", words)}\n";
            text.ShouldBeTheDocument($"docs/lifecycles/{life.Name}.md");
        }
    }
}
