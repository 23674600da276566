using Shouwen.Data.Demo;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Modules.Customers.Model;

namespace Shouwen.Data.Seed;

/// <summary>Makes fictitious customers after those of the demo company: the same places and kinds, other names, numbers and telephones.</summary>
internal sealed class SeedCustomers(Random chance, int years)
{
    private static readonly string[] MoreGiven = ["安", "博", "晨", "丹", "恩", "芳", "刚", "浩", "杰", "凯", "岚", "明", "娜", "鹏", "琪", "睿", "珊", "涛", "薇", "翔", "莹", "泽"];
    private static readonly string[] Prefixes = ["130", "133", "135", "136", "138", "139", "150", "152", "158", "159", "177", "180", "186", "188", "189", "199"];
    private readonly Func<DateTime, Guid> keys = Ids.Past();

    /// <summary>Number and opening day follow the serial, so that order by number is order by time.</summary>
    public Customer Make(Customer like, int serial, int count, DateTime present)
    {
        var opened = present.AddDays(-365.0 * years + 365.0 * years * serial / count).ToMicros();
        var made = new Customer
        {
            Id = keys(opened), Number = $"KH{1000 + serial:000000}", Name = Name(), Type = like.Type, Status = like.Status, IsKey = like.IsKey, Company = like.Company,
            Address = $"{Place(like.Address)}{chance.Next(1, 999)}号{chance.Next(1, 40)}室", Industry = like.Industry, CameThrough = like.CameThrough, Category = like.Category,
            TerritoryId = like.TerritoryId, TerritoryPath = like.TerritoryPath, UnitPath = like.UnitPath, KeeperId = like.KeeperId, OpenedAt = opened,
            InstalledOn = like.InstalledOn?.AddDays(WorkCalendar.Default.LocalDate(opened).DayNumber - WorkCalendar.Default.LocalDate(like.OpenedAt).DayNumber),
        };
        made.SetPhone($"{Prefixes[chance.Next(Prefixes.Length)]}{chance.Next(100_000_000):00000000}");
        return made;
    }

    private string Name() => DemoNames.Families[chance.Next(DemoNames.Families.Length)]
        + (chance.Next(3) == 0 ? DemoNames.Given[chance.Next(DemoNames.Given.Length)] : MoreGiven[chance.Next(MoreGiven.Length)] + (chance.Next(2) == 0 ? "" : MoreGiven[chance.Next(MoreGiven.Length)]));

    /// <summary>The street of an address, without its number.</summary>
    private static string Place(string address)
    {
        var digit = address.IndexOfAny(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        return digit > 0 ? address[..digit] : address;
    }
}
