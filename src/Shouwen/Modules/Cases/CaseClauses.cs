using Shouwen.Kernel.Policies;
using Shouwen.Modules.Cases.Contracts;

namespace Shouwen.Modules.Cases;

/// <summary>The rules for cases, each as it runs: what opens a duty, what fulfils it, what stops its clock.</summary>
public static class CaseClauses
{
    /// <summary>The complaint is answered within its limit; waiting for the customer does not count (CASE-025, 026, 066).</summary>
    public static readonly Clause AnswerComplaint = Clause.Of("complaint.answer", "Answer the complaint in time")
        .Within(CaseParameters.AnswerNormal, special: CaseParameters.AnswerSpecial).Aims(CaseParameters.Target)
        .Opens<CaseReceived>(f => f.Type == CaseType.Complaint ? Duty(f) : null)
        .Opens<CaseReopened>(f => f.Type == CaseType.Complaint ? Duty(f) : null)
        .Follows<CaseAssigned>().Follows<CaseTransferred>()
        .Pauses<CustomerAwaited>().Resumes<CustomerReplied>()
        .Extends<CaseExtended>()
        .Meets<CaseAnswered>();

    /// <summary>Somebody speaks with the complainant at the first moment (CASE-031).</summary>
    public static readonly Clause FirstContact = Clause.Of("complaint.first_contact", "Speak with the complainant at once")
        .Within(CaseParameters.FirstContact).Aims(CaseParameters.Target)
        .Opens<CaseReceived>(f => f.Type == CaseType.Complaint ? Duty(f) : null)
        .Meets<CustomerContacted>();

    /// <summary>A person is named who handles the complaint (CASE-021).</summary>
    public static readonly Clause NameInvestigator = Clause.Of("complaint.investigator", "Name who handles the complaint")
        .Within(CaseParameters.Investigator).Aims(CaseParameters.Target)
        .Opens<CaseReceived>(f => f.Type == CaseType.Complaint ? Duty(f) with { OwnerId = null } : null)
        .Meets<CaseAssigned>();

    /// <summary>Inquiry on the day of reception, where the company has that rule (CASE-030).</summary>
    public static readonly Clause Inquire = Clause.Of("complaint.inquiry", "Inquire into the complaint on the same day")
        .Within(CaseParameters.Inquiry).Aims(CaseParameters.Target)
        .Opens<CaseReceived>(f => f.Type == CaseType.Complaint ? Duty(f) : null)
        .Meets<CaseInvestigated>();

    /// <summary>A first response within hours, where the company has that rule (CASE-025).</summary>
    public static readonly Clause Respond = Clause.Of("complaint.response", "Respond to the complaint")
        .Within(CaseParameters.Response).Aims(CaseParameters.Target)
        .Opens<CaseReceived>(f => f.Type == CaseType.Complaint ? Duty(f) : null)
        .Meets<CustomerContacted>();

    /// <summary>A consultation is answered at once, else within the limit (CASE-027).</summary>
    public static readonly Clause AnswerConsultation = Clause.Of("consultation.answer", "Answer the consultation in time")
        .Within(CaseParameters.Consultation).Aims(CaseParameters.Target)
        .Opens<CaseReceived>(f => f.Type == CaseType.Consultation ? Duty(f) : null)
        .Opens<CaseReopened>(f => f.Type == CaseType.Consultation ? Duty(f) : null)
        .Follows<CaseAssigned>().Follows<CaseTransferred>()
        .Pauses<CustomerAwaited>().Resumes<CustomerReplied>()
        .Meets<CaseAnswered>();

    /// <summary>Who made a suggestion hears whether it is adopted (CASE-028).</summary>
    public static readonly Clause AnswerSuggestion = Clause.Of("suggestion.answer", "Answer the suggestion")
        .Within(CaseParameters.Suggestion).Aims(CaseParameters.Target)
        .Opens<CaseReceived>(f => f.Type == CaseType.Suggestion ? Duty(f) : null)
        .Opens<CaseReopened>(f => f.Type == CaseType.Suggestion ? Duty(f) : null)
        .Follows<CaseAssigned>().Follows<CaseTransferred>()
        .Meets<CaseAnswered>();

    /// <summary>An emergency is responded to within the limit (CASE-061).</summary>
    public static readonly Clause RespondToEmergency = Clause.Of("emergency.response", "Respond to the emergency")
        .Within(CaseParameters.Emergency).Aims(CaseParameters.Target)
        .Opens<CaseReceived>(f => f.Type == CaseType.Emergency ? Duty(f) : null)
        .Follows<CaseAssigned>().Follows<CaseTransferred>()
        .Meets<CustomerContacted>();

    /// <summary>A repair request is carried out and answered (CASE-012).</summary>
    public static readonly Clause AnswerRepair = Clause.Of("repair.answer", "Carry out and answer the repair request")
        .Within(CaseParameters.Repair).Aims(CaseParameters.Target)
        .Opens<CaseReceived>(f => f.Type == CaseType.Repair ? Duty(f) : null)
        .Opens<CaseReopened>(f => f.Type == CaseType.Repair ? Duty(f) : null)
        .Follows<CaseAssigned>().Follows<CaseTransferred>()
        .Pauses<CustomerAwaited>().Resumes<CustomerReplied>()
        .Meets<CaseAnswered>();

    /// <summary>At the promised time the customer hears, whatever the progress (CASE-032).</summary>
    public static readonly Clause KeepPromise = Clause.Of("promise.keep", "Keep the promise")
        .Aims(CaseParameters.Target)
        .Opens<PromiseMade>(f => new Opening(f.ById, f.At) { Item = f.PromiseId, Due = f.DueAt, What = f.Text })
        .Meets<PromiseAnswered>(f => f.PromiseId);

    /// <summary>Whoever is asked first sees the matter through, across every transfer (CONT-040).</summary>
    public static readonly Clause SeeThrough = Clause.Of("firstcontact.closing", "The first-contact owner sees the matter through")
        .Within(CaseParameters.FirstOwner).Aims(CaseParameters.Target)
        .Opens<CaseReceived>(f => new Opening(f.FirstOwnerId, f.At) { UnitPath = f.FirstOwnerUnitPath })
        .Opens<CaseReopened>(f => f.WasClosed ? new Opening(f.FirstOwnerId, f.At) { UnitPath = f.FirstOwnerUnitPath } : null)
        .GoesTo<FirstOwnerChanged>(f => f.FirstOwnerId, f => f.FirstOwnerUnitPath)
        .Pauses<CustomerAwaited>().Resumes<CustomerReplied>()
        .Meets<CaseClosed>();

    public static IEnumerable<Clause> All =>
        [AnswerComplaint, FirstContact, NameInvestigator, Inquire, Respond, AnswerConsultation, AnswerSuggestion, RespondToEmergency, AnswerRepair, KeepPromise, SeeThrough];

    private static Opening Duty(CaseFact fact) => new(fact.HandlerId ?? fact.FirstOwnerId, fact.At);
}
