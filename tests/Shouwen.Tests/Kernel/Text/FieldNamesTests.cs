using Shouldly;
using Shouwen.Kernel.Text;
using Shouwen.Modules.Callbacks.Contracts;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Handling;
using Shouwen.Modules.Cases.Model;
using Xunit;

namespace Shouwen.Tests.Kernel.Text;

/// <summary>A wrong field is told what to do, by the name people know (PLAT-004).</summary>
public sealed class FieldNamesTests
{
    public FieldNamesTests()
    {
        Words.T.Load(typeof(Words).Assembly, typeof(CaseWords).Assembly);
        FieldNames.Use();
    }

    [Fact]
    public void A_missing_text_is_asked_for_by_its_name_in_either_language()
    {
        using (Speaking.English()) Missing().ShouldBe("Please fill in the proposal.");
        using (Speaking.Chinese()) Missing().ShouldBe(Words.T.Chinese["Please fill in the {PropertyName}."].Replace("{PropertyName}", Words.T.Chinese["Proposal|input"]));

        static string Missing() => new ProposeSolution.Rules().Validate(new ProposeSolution("AJ2026-000001", "")).Errors.ShouldHaveSingleItem().ErrorMessage;
    }

    [Fact]
    public void A_missing_choice_is_named_by_what_is_chosen()
    {
        using var _ = Speaking.English();
        FieldNames.Missing("answer", typeof(CallbackAnswer)).ShouldBe("Please choose the callback answer.");
    }

    [Theory]
    [InlineData(typeof(CaseType), "case")]
    [InlineData(typeof(CaseState), "state")]
    [InlineData(typeof(CaseAction), "action")]
    [InlineData(typeof(Severity), "severity")]
    [InlineData(typeof(Emotion), "emotion")]
    [InlineData(typeof(Validity), "validity")]
    [InlineData(typeof(Cause), "cause")]
    [InlineData(typeof(PauseReason), "pause")]
    [InlineData(typeof(NoteKind), "note")]
    [InlineData(typeof(Shouwen.Modules.Contacts.Contracts.Channel), "channel")]
    [InlineData(typeof(CallbackState), "callback")]
    [InlineData(typeof(CallbackAnswer), "answer")]
    [InlineData(typeof(CallbackTrigger), "trigger")]
    public void Every_word_of_a_choice_has_its_Chinese(Type words, string meaning) =>
        Enum.GetNames(words).Where(w => !Words.T.Chinese.ContainsKey(w + "|" + meaning)).ShouldBeEmpty();
}
