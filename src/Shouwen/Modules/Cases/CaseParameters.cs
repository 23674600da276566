using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Policies;

namespace Shouwen.Modules.Cases;

/// <summary>The numbers of the rules for cases, with what each industry sets.</summary>
public static class CaseParameters
{
    public static readonly Parameter<Limit?> AnswerNormal = Parameters.Limit("complaint.deadline.normal", "Complaint: answer in the normal case", "3 working days", "CASE-025", presets: [("property", "3 calendar days"), ("portal", "3 calendar days"), ("cigarettes", "3 working days")]);
    public static readonly Parameter<Limit?> AnswerSpecial = Parameters.Limit("complaint.deadline.special", "Complaint: answer in special circumstances", "7 working days", "CASE-026", presets: [("cigarettes", "7 working days")]);
    public static readonly Parameter<Limit?> Inquiry = Parameters.Limit("complaint.investigation", "Complaint: inquiry on the spot", "off", "CASE-030", presets: [("property", "0 calendar days")]);
    public static readonly Parameter<Limit?> Response = Parameters.Limit("complaint.response", "Complaint: first response", "off", "CASE-025", presets: [("manufacturing", "24 hours")]);
    public static readonly Parameter<Limit?> FirstContact = Parameters.Limit("complaint.first_contact", "Complaint: first contact with the complainant", "2 working hours", "CASE-031", assumed: true);
    public static readonly Parameter<Limit?> Investigator = Parameters.Limit("complaint.investigator.deadline", "Complaint: naming the person who handles it", "1 working day", "CASE-021", assumed: true);
    public static readonly Parameter<Limit?> Consultation = Parameters.Limit("consultation.reply.deadline", "Consultation: answer", "24 hours", "CASE-027", presets: [("cigarettes", "24 hours")]);
    public static readonly Parameter<Limit?> Suggestion = Parameters.Limit("suggestion.reply.default", "Suggestion: answer", "10 working days", "CASE-028", assumed: true);
    public static readonly Parameter<Limit?> Emergency = Parameters.Limit("emergency.response", "Emergency: response", "24 hours", "CASE-061");
    public static readonly Parameter<Limit?> Repair = Parameters.Limit("repair.response", "Repair request: answer after the work", "2 working days", "FSV-008", assumed: true);
    public static readonly Parameter<Limit?> FirstOwner = Parameters.Limit("firstcontact.closing", "First-contact owner: sees the matter through", "10 working days", "CONT-040", assumed: true);
    public static readonly Parameter<Percent> Target = Parameters.Share("compliance.target", "Share of duties to be met in time", 95, "DOCS-012", assumed: true);

    public static IEnumerable<Parameter> All => [AnswerNormal, AnswerSpecial, Inquiry, Response, FirstContact, Investigator, Consultation, Suggestion, Emergency, Repair, FirstOwner, Target];
}
