using Microsoft.EntityFrameworkCore;
using Shouwen.Data;

// Prints the script that creates the whole schema from the model, for one engine: what a new migration is compared with.
var engine = args.Length == 1 ? args[0] : "";
var options = new DbContextOptionsBuilder<AppDb>();
_ = engine switch
{
    "sqlite" => options.UseSqlite("Data Source=:memory:"),
    "postgres" => options.UseNpgsql("Host=localhost"),
    _ => throw new ArgumentException("Say sqlite or postgres."),
};
using var db = new AppDb(options.Options);
Console.Write(db.Database.GenerateCreateScript());
