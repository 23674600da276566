using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Data;

namespace Shouwen.Data;

/// <summary>The one database of the house; each module adds its sets and its mapping in its own file.</summary>
public sealed partial class AppDb(DbContextOptions<AppDb> options) : KernelDb(options)
{
    protected override void MapModules(ModelBuilder model)
    {
        MapCustomers(model);
        MapContacts(model);
        MapCases(model);
        MapCallbacks(model);
        MapDocuments(model);
    }
}
