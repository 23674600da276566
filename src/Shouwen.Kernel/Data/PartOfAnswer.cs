using System.Collections;
using System.Data.Common;
using Npgsql;

namespace Shouwen.Kernel.Data;

/// <summary>One question's part of the answer to a batch: it can be read when the parts before it have been.</summary>
internal sealed class PartOfAnswer(NpgsqlCommand command) : DbDataReader
{
    private readonly TaskCompletionSource<NpgsqlDataReader> turn = new();
    private NpgsqlDataReader? answers;

    private NpgsqlDataReader Now => answers ?? throw new InvalidOperationException("A question that is asked together with others was read before its turn.");

    public bool IsPlannedOnce { get; } = Planning.IsOnce(command);

    /// <summary>The command for the batch, with the parameters, which can belong to one command only.</summary>
    public NpgsqlBatchCommand Asked()
    {
        var asked = new NpgsqlBatchCommand(command.CommandText);
        var values = command.Parameters.Cast<NpgsqlParameter>().ToList();
        command.Parameters.Clear();
        foreach (var value in values) asked.Parameters.Add(value);
        return asked;
    }

    public void Open(NpgsqlDataReader reader)
    {
        answers = reader;
        turn.TrySetResult(reader);
    }

    public void Fail(Exception fault) => turn.TrySetException(fault);

    public override Task<bool> ReadAsync(CancellationToken cancellationToken) => answers?.ReadAsync(cancellationToken) ?? First(cancellationToken);

    private async Task<bool> First(CancellationToken ct) => await (await turn.Task).ReadAsync(ct);

    public override bool Read() => Now.Read();

    /// <summary>What follows is another's.</summary>
    public override bool NextResult() => false;

    public override int Depth => Now.Depth;
    public override int FieldCount => Now.FieldCount;
    public override bool HasRows => Now.HasRows;
    public override bool IsClosed => answers?.IsClosed ?? false;
    public override int RecordsAffected => -1;
    public override object this[int ordinal] => Now[ordinal];
    public override object this[string name] => Now[name];
    public override bool GetBoolean(int ordinal) => Now.GetBoolean(ordinal);
    public override byte GetByte(int ordinal) => Now.GetByte(ordinal);
    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => Now.GetBytes(ordinal, dataOffset, buffer, bufferOffset, length);
    public override char GetChar(int ordinal) => Now.GetChar(ordinal);
    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => Now.GetChars(ordinal, dataOffset, buffer, bufferOffset, length);
    public override string GetDataTypeName(int ordinal) => Now.GetDataTypeName(ordinal);
    public override DateTime GetDateTime(int ordinal) => Now.GetDateTime(ordinal);
    public override decimal GetDecimal(int ordinal) => Now.GetDecimal(ordinal);
    public override double GetDouble(int ordinal) => Now.GetDouble(ordinal);
    public override IEnumerator GetEnumerator() => Now.GetEnumerator();
    public override Type GetFieldType(int ordinal) => Now.GetFieldType(ordinal);
    public override T GetFieldValue<T>(int ordinal) => Now.GetFieldValue<T>(ordinal);
    public override float GetFloat(int ordinal) => Now.GetFloat(ordinal);
    public override Guid GetGuid(int ordinal) => Now.GetGuid(ordinal);
    public override short GetInt16(int ordinal) => Now.GetInt16(ordinal);
    public override int GetInt32(int ordinal) => Now.GetInt32(ordinal);
    public override long GetInt64(int ordinal) => Now.GetInt64(ordinal);
    public override string GetName(int ordinal) => Now.GetName(ordinal);
    public override int GetOrdinal(string name) => Now.GetOrdinal(name);
    public override string GetString(int ordinal) => Now.GetString(ordinal);
    public override object GetValue(int ordinal) => Now.GetValue(ordinal);
    public override int GetValues(object[] values) => Now.GetValues(values);
    public override bool IsDBNull(int ordinal) => Now.IsDBNull(ordinal);
}
