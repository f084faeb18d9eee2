using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Igniter.Connectors.Benchmarks.Webhooks;

/// <summary>
/// A bounded load generator: some connections, each of which sends a delivery as soon as the last one was answered. It speaks just enough HTTP/1.1 over
/// sockets to cost little. It runs in a process of its own and is told what to do line by line: port, path, milliseconds; it says how many were answered.
/// </summary>
internal static class LoadGenerator
{
    private const int Connections = 32;
    private const string IdPlaceholder = "0000000000000000";

    private static long _lastId = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    public static async Task RunAsync(TextReader orders, TextWriter answers)
    {
        while (await orders.ReadLineAsync() is { } order)
        {
            string[] parts = order.Split(' ');
            IPEndPoint server = new(IPAddress.Loopback, int.Parse(parts[0], CultureInfo.InvariantCulture));
            TimeSpan length = TimeSpan.FromMilliseconds(int.Parse(parts[2], CultureInfo.InvariantCulture));
            long started = Stopwatch.GetTimestamp();
            long[] counts = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => SendAsync(server, parts[1], started, length))));
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            await answers.WriteLineAsync((counts.Sum() / seconds).ToString("F1", CultureInfo.InvariantCulture));
        }
    }

    private static async Task<long> SendAsync(IPEndPoint server, string path, long started, TimeSpan length)
    {
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server);
        string head =
            $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {Delivery.Body.Length}\r\n"
            + $"{Delivery.SignatureHeader}: {Delivery.Signature}\r\n{Delivery.EventHeader}: {Delivery.EventType}\r\n{Delivery.IdHeader}: {IdPlaceholder}\r\n\r\n";
        byte[] request = [.. Encoding.ASCII.GetBytes(head), .. Delivery.Body];
        Memory<byte> id = request.AsMemory(head.IndexOf(IdPlaceholder, StringComparison.Ordinal), IdPlaceholder.Length);
        byte[] answer = new byte[4096];
        long count = 0;
        while (Stopwatch.GetElapsedTime(started) < length)
        {
            Utf8Formatter.TryFormat(Interlocked.Increment(ref _lastId), id.Span, out _, new('D', (byte)IdPlaceholder.Length));
            await socket.SendAsync(request);
            await ReceiveAsync(socket, answer);
            count++;
        }

        return count;
    }

    /// <summary>Takes an answer, which has no body.</summary>
    private static async ValueTask ReceiveAsync(Socket socket, byte[] answer)
    {
        int size = 0;
        do
        {
            int received = await socket.ReceiveAsync(answer.AsMemory(size));
            size += received > 0 ? received : throw new InvalidOperationException("The connection was closed.");
        }
        while (!answer.AsSpan(0, size).EndsWith("\r\n\r\n"u8));

        if (!answer.AsSpan(0, size).StartsWith("HTTP/1.1 200"u8))
        {
            throw new InvalidOperationException(Encoding.ASCII.GetString(answer, 0, size));
        }
    }
}
