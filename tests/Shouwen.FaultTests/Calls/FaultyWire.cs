using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Shouwen.FaultTests.Calls;

/// <summary>
/// Stands between the program and PostgreSQL, counts the round trips, and cuts the connection at the one that is armed: before the
/// server sees it, or after the server did it and before the answer arrives.
/// </summary>
public sealed class FaultyWire : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Fuse fuse;
    private readonly string host;
    private readonly int port;

    public FaultyWire(string host, int port, Fuse fuse)
    {
        (this.host, this.port, this.fuse) = (host, port, fuse);
        listener.Start();
        _ = Task.Run(Accept);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Cut only after the server has done it: the caller cannot know.</summary>
    public bool IsLate { get; set; }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
    }

    private async Task Accept()
    {
        try
        {
            while (true) _ = Carry(await listener.AcceptTcpClientAsync(stop.Token));
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException) { }
    }

    private async Task Carry(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        using (client)
            try
            {
                client.NoDelay = true;
                await server.ConnectAsync(host, port, stop.Token);
                var mute = new StrongBox<bool>();
                await Task.WhenAny(Back(server.GetStream(), client.GetStream(), mute), Forward(client.GetStream(), server.GetStream(), mute));
            }
            catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException or ObjectDisposedException) { }
    }

    private async Task Back(NetworkStream from, NetworkStream to, StrongBox<bool> mute)
    {
        var buffer = new byte[16384];
        for (int read; (read = await from.ReadAsync(buffer, stop.Token)) > 0;)
            if (!mute.Value) await to.WriteAsync(buffer.AsMemory(0, read), stop.Token);
    }

    private async Task Forward(NetworkStream from, NetworkStream to, StrongBox<bool> mute)
    {
        var isFirst = true;
        var head = new byte[5];
        while (true)
        {
            var length = isFirst ? 4 : 5;
            await from.ReadExactlyAsync(head.AsMemory(0, length), stop.Token);
            var size = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(length - 4)) - 4;
            var body = new byte[size];
            await from.ReadExactlyAsync(body, stop.Token);
            // A round trip ends with Sync or is a simple query.
            var blows = !isFirst && head[0] is (byte)'S' or (byte)'Q' && fuse.Blows();
            if (blows && !IsLate) return;
            mute.Value = blows;
            await to.WriteAsync(head.AsMemory(0, length), stop.Token);
            await to.WriteAsync(body, stop.Token);
            if (blows)
            {
                await Task.Delay(40, stop.Token);
                return;
            }
            isFirst = false;
        }
    }
}
