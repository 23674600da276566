using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using Shouwen.Kernel.Web.Kit;
using Shouwen.Modules.Customers.Model;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Customers.Files;

/// <summary>Customer types and states as choices and colours.</summary>
public static class CustomerWords
{
    public static IEnumerable<Option> Types => Enum.GetValues<CustomerType>().Select(t => new Option(Names.Camel(t.ToString()), T[t + "|customer"]));

    public static IEnumerable<Option> Statuses => Enum.GetValues<CustomerStatus>().Select(s => new Option(Names.Camel(s.ToString()), T[s + "|customer"]));

    public static Tone Of(CustomerStatus status) => status switch
    {
        CustomerStatus.Active => Tone.Good,
        CustomerStatus.Dormant => Tone.Notice,
        _ => Tone.Muted,
    };
}
