using Shouwen.Kernel.Access;
using Shouwen.Kernel.Activity;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.Search;
using Shouwen.Kernel.Settings;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using Shouwen.Modules.Administration.Company;
using Shouwen.Modules.Administration.Organisation;
using Shouwen.Modules.Administration.People;
using Shouwen.Modules.Administration.Roles;
using Shouwen.Modules.Administration.Rules;
using Shouwen.Modules.Administration.Texts;
using Shouwen.Modules.Administration.Trail;

namespace Shouwen.Modules.Administration;

/// <summary>What administrators maintain: people, roles, organisation, calendars, parameters, presets; and the audit trail.</summary>
public sealed class AdministrationModule : IModule
{
    private const string Group = "Administration";

    public void Describe(House house)
    {
        Subjects(house.Subjects);
        house.Menu("People", "/administration/people", "users", Group, 910, AccessPermissions.Users);
        house.Menu("Roles", "/administration/roles", "shield-lock", Group, 915, AccessPermissions.Users);
        house.Menu("Organisation", "/administration/units", "sitemap", Group, 920, AccessPermissions.Organisation);
        house.Menu("Calendar", "/administration/calendars", "calendar", Group, 930, AccessPermissions.Rules);
        house.Menu("Parameters", "/administration/parameters", "adjustments", Group, 940, AccessPermissions.Rules);
        house.Menu("Audit trail", "/administration/trail", "history", Group, 950, AccessPermissions.Trail);
        house.Menu("Company|profile", "/administration/company", "building", Group, 960, AccessPermissions.Organisation);
        PeopleAndRoles(house.Routes);
        OrganisationTrees(house.Routes);
        RulesAndCalendars(house.Routes);
        house.Menu("Texts", "/administration/texts", "language", Group, 945, AccessPermissions.Rules);
        house.Routes.Page<TextList, TextList.View, TextsPage>("/administration/texts", "Texts");
        house.Routes.Form<ChangeText, Done, TextList, TextList.View, TextsPage>("/administration/texts", "Texts", (_, _) => "/administration/texts?own=yes", "The text was saved.");
        house.Routes.Page<TrailList, TrailList.View, TrailPage>("/administration/trail", "Audit trail");
        house.Routes.Page<VerifyActivity, VerifyActivity.Verdict, VerdictPage>("/administration/trail/verify", "Audit trail verified");
        house.Routes.Page<CompanySheet, CompanyProfile, CompanyPage>("/administration/company", "Company|profile");
        LogoEndpoints.Map(house.Routes);
        house.Routes.Form<ChangeCompany, Done, CompanySheet, CompanyProfile, CompanyPage>("/administration/company", "Company|profile", (_, _) => "/administration/company", "The company was saved.");
        house.Hears.On<UnitMoved, ReindexUnit, int>(moved => new ReindexUnit(moved.Belongs.UnitPath, moved.Part, moved.After));
    }

    private static void Subjects(SubjectKinds subjects)
    {
        subjects.Add(new SubjectKind("user", "Person", "user", s => "/administration/people/" + s.Label));
        subjects.Add(new SubjectKind("role", "Role", "shield-lock", s => "/administration/roles/" + s.Label));
        subjects.Add(new SubjectKind("unit", "Unit", "building", s => int.TryParse(s.Label, out var no) ? "/administration/units/" + no : "/administration/units"));
        subjects.Add(new SubjectKind("territory", "Territory", "map-2", s => "/administration/territories/" + s.Label));
        subjects.Add(new SubjectKind("parameter", "Parameter", "adjustments", s => "/administration/parameters/" + s.Label));
        subjects.Add(new SubjectKind("preset", "Industry preset", "building-factory", s => "/administration/presets?preset=" + Uri.EscapeDataString(s.Label)));
        subjects.Add(new SubjectKind("calendar", "Calendar", "calendar", s => s.Label.Length >= 4 && int.TryParse(s.Label[..4], out var year) ? "/administration/calendars?year=" + year : "/administration/calendars"));
        subjects.Add(new SubjectKind("company", "Company|profile", "building", _ => "/administration/company"));
    }

    private static void PeopleAndRoles(Routes routes)
    {
        const string one = "/administration/people/{login}";
        routes.Page<PersonList, PersonList.View, PeoplePage>("/administration/people", "People");
        routes.Form<AddUser, AddUser.Result, PersonList, PersonList.View, PeoplePage>("/administration/people", "People", (r, _) => "/administration/people/" + r.Login, "The person was added.");
        routes.Page<PersonSheet, PersonSheet.View, PersonPage>(one, "Person", v => v.Name);
        routes.Form<ChangePerson, Done, PersonSheet, PersonSheet.View, PersonPage>(one, "Person", Person, "The person was saved.");
        routes.Form<DisablePerson, Done, PersonSheet, PersonSheet.View, PersonPage>(one + "/disable", "Person", Person, "Access was taken away.");
        routes.Form<EnablePerson, Done, PersonSheet, PersonSheet.View, PersonPage>(one + "/enable", "Person", Person, "Access was given again.");
        routes.Form<UnlockPerson, Done, PersonSheet, PersonSheet.View, PersonPage>(one + "/unlock", "Person", Person, "The account was unlocked.");
        routes.Form<ResetPassword, Done, PersonSheet, PersonSheet.View, PersonPage>(one + "/password", "Person", Person, "The new password holds; open sessions have ended.");
        routes.Form<ResetSecondFactor, Done, PersonSheet, PersonSheet.View, PersonPage>(one + "/second-factor", "Person", Person, "The second factor was taken away; the password alone is enough again.");
        routes.Form<CreateToken, CreateToken.Result, PersonSheet, PersonSheet.View, PersonPage>(one + "/tokens", "Person", (_, _) => "");
        routes.Page<PersonSheet, PersonSheet.View, PersonPage>(one + "/tokens", "Person", v => v.Name);
        routes.Form<RevokeToken, Done, PersonSheet, PersonSheet.View, PersonPage>(one + "/tokens/{id}/revoke", "Person", Person, "The key was revoked.");
        routes.Page<RoleList, RoleList.View, RolesPage>("/administration/roles", "Roles");
        routes.Form<AddRole, AddRole.Result, RoleList, RoleList.View, RolesPage>("/administration/roles", "Roles", (r, _) => "/administration/roles/" + r.Code, "The role was added.");
        routes.Page<RoleSheet, RoleSheet.View, RolePage>("/administration/roles/{code}", "Role", v => v.Name);
        routes.Form<ChangeRole, Done, RoleSheet, RoleSheet.View, RolePage>("/administration/roles/{code}", "Role", (_, route) => "/administration/roles/" + route["code"], "The role was saved.");
        routes.ApiGet<PersonList, PersonList.View>("users");
        routes.ApiPost<AddUser, AddUser.Result>("users", r => "/api/v1/users?q=" + r.Login);
    }

    private static string Person(Done done, RouteValueDictionary route) => "/administration/people/" + route["login"];

    private static void OrganisationTrees(Routes routes)
    {
        const string unit = "/administration/units/{no}", territory = "/administration/territories/{no}";
        routes.Page<UnitsSheet, UnitsSheet.View, UnitsPage>("/administration/units", "Organisation");
        routes.Form<AddUnit, AddUnit.Result, UnitsSheet, UnitsSheet.View, UnitsPage>("/administration/units", "Organisation", (r, _) => "/administration/units/" + r.No, "The unit was added.");
        routes.Page<UnitSheet, UnitSheet.View, UnitPage>(unit, "Unit", v => v.Name);
        routes.Form<ChangeUnit, Done, UnitSheet, UnitSheet.View, UnitPage>(unit, "Unit", (_, route) => "/administration/units/" + route["no"], "The unit was saved.");
        routes.Form<MoveUnit, Done, UnitSheet, UnitSheet.View, UnitPage>(unit + "/move", "Unit", (_, route) => "/administration/units/" + route["no"], "The unit was moved with all below it.");
        routes.Page<TerritoriesSheet, TerritoriesSheet.View, TerritoriesPage>("/administration/territories", "Territories");
        routes.Form<AddTerritory, AddTerritory.Result, TerritoriesSheet, TerritoriesSheet.View, TerritoriesPage>("/administration/territories", "Territories", (r, _) => "/administration/territories/" + r.No, "The territory was added.");
        routes.Page<TerritorySheet, TerritorySheet.View, TerritoryPage>(territory, "Territory", v => v.Name);
        routes.Form<ChangeTerritory, Done, TerritorySheet, TerritorySheet.View, TerritoryPage>(territory, "Territory", (_, route) => "/administration/territories/" + route["no"], "The territory was saved.");
        routes.Form<AssignTerritory, Done, TerritorySheet, TerritorySheet.View, TerritoryPage>(territory + "/service", "Territory", (_, route) => "/administration/territories/" + route["no"], "The unit serves the territory from that date.");
        routes.ApiGet<UnitsSheet, UnitsSheet.View>("units");
        routes.ApiGet<TerritoriesSheet, TerritoriesSheet.View>("territories");
    }

    private static void RulesAndCalendars(Routes routes)
    {
        routes.Page<ParameterList, ParameterList.View, ParametersPage>("/administration/parameters", "Parameters");
        routes.Page<ParameterSheet, ParameterSheet.View, ParameterPage>("/administration/parameters/{code}", "Parameter", v => Shouwen.Kernel.Text.Words.T[v.Title]);
        routes.Form<ChangeParameter, ChangeParameter.Result, ParameterSheet, ParameterSheet.View, ParameterPage>("/administration/parameters/{code}", "Parameter", (r, _) => "/administration/parameters/" + r.Code, "The new value is entered.");
        routes.Page<PresetSheet, PresetSheet.View, PresetsPage>("/administration/presets", "Industry presets");
        routes.Form<ApplyPreset, ApplyPreset.Result, PresetSheet, PresetSheet.View, PresetsPage>("/administration/presets", "Industry presets", (_, _) => "/administration/presets", "The preset was loaded.");
        routes.Page<CalendarSheet, CalendarSheet.View, CalendarPage>("/administration/calendars", "Calendar");
        routes.Form<AddDays, CalendarPlace, CalendarSheet, CalendarSheet.View, CalendarPage>("/administration/calendars/days", "Calendar", (r, _) => Calendar(r), "The days were entered; open deadlines are computed anew.");
        routes.Form<ChangeHours, CalendarPlace, CalendarSheet, CalendarSheet.View, CalendarPage>("/administration/calendars/hours", "Calendar", (r, _) => Calendar(r), "The working hours were changed; open deadlines are computed anew.");
        routes.Form<RemoveDay, CalendarPlace, CalendarSheet, CalendarSheet.View, CalendarPage>("/administration/calendars/days/{id}/remove", "Calendar", (r, _) => Calendar(r), "The day was removed; open deadlines are computed anew.");
        routes.Form<ImportYear, ImportYear.Result, CalendarSheet, CalendarSheet.View, CalendarPage>("/administration/calendars/import", "Calendar", (r, _) => "/administration/calendars?year=" + r.Year, "The announcement was entered; open deadlines are computed anew.");
        routes.ApiGet<ParameterList, ParameterList.View>("parameters");
        routes.ApiPost<ChangeParameter, ChangeParameter.Result>("parameters/{code}");
        routes.ApiGet<CalendarSheet, CalendarSheet.View>("calendars");
        routes.ApiPost<ChangeHours, CalendarPlace>("calendars/hours");
    }

    private static string Calendar(CalendarPlace place) => new PageUrl("/administration/calendars").With("year", place.Year).With("unit", place.Unit);
}
