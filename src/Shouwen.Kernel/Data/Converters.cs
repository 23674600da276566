using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Shouwen.Kernel.Data;

/// <summary>Keys on SQLite: sixteen bytes, most significant first, so that their order is time order.</summary>
internal sealed class GuidBytes() : ValueConverter<Guid, byte[]>(
    id => id.ToByteArray(true), bytes => new Guid(bytes, true));

/// <summary>Keys as either engine gives them to a question of our own.</summary>
internal static class KeyReading
{
    public static Guid GetKey(this DbDataReader row, int place) => row.GetValue(place) is byte[] bytes ? new Guid(bytes, bigEndian: true) : row.GetGuid(place);
}

/// <summary>Instants on SQLite: microseconds since 1970, UTC.</summary>
internal sealed class UtcMicros() : ValueConverter<DateTime, long>(
    at => (at.Ticks - DateTime.UnixEpoch.Ticks) / 10,
    micros => new DateTime(DateTime.UnixEpoch.Ticks + micros * 10, DateTimeKind.Utc));

/// <summary>Instants on PostgreSQL: <c>timestamptz</c>, always UTC.</summary>
internal sealed class UtcKind() : ValueConverter<DateTime, DateTime>(
    at => DateTime.SpecifyKind(at, DateTimeKind.Utc), at => DateTime.SpecifyKind(at, DateTimeKind.Utc));

/// <summary>A list of short words kept as one text, such as permission codes or complaint factors.</summary>
internal sealed class WordList() : ValueConverter<List<string>, string>(
    list => string.Join(' ', list), text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList());

/// <summary>Instants as both engines keep them.</summary>
public static class Instants
{
    /// <summary>Both engines keep microseconds; rounding before saving makes what is read equal what was written.</summary>
    public static DateTime ToMicros(this DateTime at) => new(at.Ticks - at.Ticks % 10, DateTimeKind.Utc);
}
