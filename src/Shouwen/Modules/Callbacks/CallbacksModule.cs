using Microsoft.AspNetCore.Routing;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using Shouwen.Modules.Callbacks.Calls;
using Shouwen.Modules.Callbacks.Contracts;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Modules.Callbacks.Rules;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Customers.Contracts;

namespace Shouwen.Modules.Callbacks;

/// <summary>Asking the customer afterwards: rules, planned calls, scripts, results.</summary>
public sealed class CallbacksModule(TriggersInUse triggers) : IModule
{
    public void Describe(House house)
    {
        house.Subjects.Add(new SubjectKind(CallbackSubject.Kind, "Callback", "phone-outgoing", s => "/callbacks/" + s.Label));
        house.Subjects.Add(new SubjectKind("callback-rule", "Callback rule", "adjustments", s => "/callbacks/rules/" + s.Label));
        house.Subjects.Add(new SubjectKind(CallbackRun.Kind, "Run of a callback rule", "dice-3", s => "/callbacks/rules/" + s.Label.Split(' ')[0]));
        house.Policies.Declare(CallbackParameters.All);
        house.Policies.Brings(CallbackStandards.Presets);
        house.Clauses.Add(CallbackClauses.All);
        house.Menu("Callbacks", "/callbacks", "phone-outgoing", "Work", 50, CallbacksPermissions.View);
        house.Menu("Callback rules", "/callbacks/rules", "adjustments", "Rules", 70, CallbacksPermissions.Rules);
        Calls(house.Routes);
        RulePages(house.Routes);
        Hears(house);
        house.Every.Daily<RunCallbackRules, int>("callback-rules", new TimeOnly(6, 0), () => new RunCallbackRules());
        house.Reports.Add(new Reports.CallbackMonth());
    }

    private static void Calls(Routes routes)
    {
        routes.Page<CallbackList, CallbackList.View, CallbackListPage>("/callbacks", "Callbacks");
        routes.Page<CallbackDetail, CallbackDetail.View, CallbackPage>("/callbacks/{number}", "Callback", v => v.Number);
        routes.Form<FinishCallback, CallbackAnswered, CallbackDetail, CallbackDetail.View, CallbackPage>("/callbacks/{number}/finish", "Callback", (r, _) => "/callbacks/" + r.Number, "The result was saved.");
        routes.Form<TryCallback, CallbackAnswered, CallbackDetail, CallbackDetail.View, CallbackPage>("/callbacks/{number}/attempt", "Callback", (r, _) => "/callbacks/" + r.Number, "The attempt was saved.");
        routes.Form<MoveCallback, CallbackAnswered, CallbackDetail, CallbackDetail.View, CallbackPage>("/callbacks/{number}/move", "Callback", (r, _) => "/callbacks/" + r.Number, "The callback was moved.");
        routes.ApiGet<CallbackList, CallbackList.View>("callbacks");
        routes.ApiGet<CallbackDetail, CallbackDetail.View>("callbacks/{number}");
        routes.ApiPost<ScheduleCallback, CallbackAnswered>("callbacks", made => "/api/v1/callbacks/" + made.Number);
        routes.ApiPost<FinishCallback, CallbackAnswered>("callbacks/{number}/finish");
        routes.ApiPost<TryCallback, CallbackAnswered>("callbacks/{number}/attempt");
        routes.ApiPost<MoveCallback, CallbackAnswered>("callbacks/{number}/move");
    }

    private static void RulePages(Routes routes)
    {
        const string rule = "/callbacks/rules/{code}";
        routes.Page<CallbackRules, CallbackRules.View, CallbackRulesPage>("/callbacks/rules", "Callback rules");
        routes.Page<NewCallbackRule, CallbackRuleSheet.View, NewCallbackRulePage>("/callbacks/rules/new", "New rule");
        routes.Form<SaveCallbackRule, Done, NewCallbackRule, CallbackRuleSheet.View, NewCallbackRulePage>("/callbacks/rules/new", "New rule", (_, _) => "/callbacks/rules", "The rule was saved.");
        routes.Page<CallbackRuleSheet, CallbackRuleSheet.View, CallbackRulePage>(rule, "Callback rule", v => v.Rule!.Name);
        routes.Form<SaveCallbackRule, Done, CallbackRuleSheet, CallbackRuleSheet.View, CallbackRulePage>(rule, "Callback rule", Rule, "The rule was saved.");
        routes.Form<StartCallbackRule, Done, CallbackRuleSheet, CallbackRuleSheet.View, CallbackRulePage>(rule + "/start", "Callback rule", Rule, "The rule was begun; its callbacks are being planned.");
        routes.ApiGet<CallbackRules, CallbackRules.View>("callback-rules");
        routes.ApiPut<SaveCallbackRule, Done>("callback-rules/{code}");
    }

    private static string Rule(Done done, RouteValueDictionary route) => "/callbacks/rules/" + route["code"];

    private void Hears(House house)
    {
        house.Hears.On<CaseReceived, PlanCallback, Done>(fact => Of(fact, CallbackTrigger.CaseReceived), When(CallbackTrigger.CaseReceived));
        house.Hears.On<CaseAnswered, PlanCallback, Done>(fact => fact.NeedsCallback ? Of(fact, CallbackTrigger.CaseAnswered) : null, When(CallbackTrigger.CaseAnswered));
        house.Hears.On<CaseClosed, PlanCallback, Done>(fact => Of(fact, CallbackTrigger.CaseClosed), When(CallbackTrigger.CaseClosed));
        house.Hears.On<CaseReopened, WithdrawCallbacks, Done>(fact => new WithdrawCallbacks(fact.Subject.Id));
        house.Hears.On<CustomerRegistered, PlanCallback, Done>(fact => Of(fact, CallbackTrigger.CustomerRegistered), When(CallbackTrigger.CustomerRegistered));
        house.Hears.On<CustomerAssigned, PlanCallback, Done>(fact => Of(fact, CallbackTrigger.CustomerAssigned), When(CallbackTrigger.CustomerAssigned));
        house.Hears.On<CustomerInstalled, PlanCallback, Done>(fact => Of(fact, CallbackTrigger.InstallationDone), When(CallbackTrigger.InstallationDone));
        house.Hears.On<CallbackDone, SettleCallback, Done>(fact => fact.IsEcho ? null : new SettleCallback(fact.CallbackId));
        house.Hears.On<CallbackRunGoesOn, ContinueCallbackRun, Done>(fact => new ContinueCallbackRun(fact.RunId, fact.After, fact.IsListed));
        house.Hears.On<PresetApplied, BringCallbackRules, int>(fact => CallbackStandards.Presets.Contains(fact.Preset) ? new BringCallbackRules(fact.Preset, fact.Belongs.UnitPath, fact.From) : null);
        house.Hears.On<CompanySetUp, AddStandardCallbackRules, Done>(_ => new AddStandardCallbackRules());
    }

    private Func<CancellationToken, ValueTask<bool>> When(CallbackTrigger trigger) => ct => triggers.Has(trigger, ct);

    private static PlanCallback Of(CaseFact fact, CallbackTrigger trigger) => new(trigger, fact.At, CaseId: fact.Subject.Id);

    private static PlanCallback Of(CustomerFact fact, CallbackTrigger trigger) => new(trigger, fact.At, CustomerId: fact.Subject.Id);
}
