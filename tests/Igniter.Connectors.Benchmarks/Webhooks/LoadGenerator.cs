using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Igniter.Connectors.Benchmarks.Webhooks;

/// <summary>
/// A bounded load generator: some connections, each of which sends a delivery as soon as the last one was answered. It speaks just enough HTTP/1.1 over
/// sockets to cost little, and keeps its connections. It runs in a process of its own and is told what to do line by line: port, path, how many; it says
/// when all were answered.
/// </summary>
internal static class LoadGenerator
{
    private const int Connections = 32;

    private static long _lastId = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
    private static int _left;

    public static async Task RunAsync(TextReader orders, TextWriter answers)
    {
        Dictionary<int, Connection[]> servers = [];
        while (await orders.ReadLineAsync() is { } order)
        {
            string[] parts = order.Split(' ');
            int port = int.Parse(parts[0], CultureInfo.InvariantCulture);
            if (!servers.TryGetValue(port, out Connection[]? connections))
            {
                connections = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Connection.OpenAsync(port, parts[1])));
                servers.Add(port, connections);
            }

            _left = int.Parse(parts[2], CultureInfo.InvariantCulture);
            await Task.WhenAll(connections.Select(connection => Task.Run(() => SendAsync(connection))));
            await answers.WriteLineAsync("done");
        }
    }

    private static async Task SendAsync(Connection connection)
    {
        while (Interlocked.Decrement(ref _left) >= 0)
        {
            await connection.DeliverAsync(Interlocked.Increment(ref _lastId));
        }
    }

    private sealed class Connection(Socket socket, byte[] request, Memory<byte> id)
    {
        private const string IdPlaceholder = "0000000000000000";

        private readonly byte[] _answer = new byte[4096];

        public static async Task<Connection> OpenAsync(int port, string path)
        {
            Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, port);
            string head =
                $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {Delivery.Body.Length}\r\n"
                + $"{Delivery.SignatureHeader}: {Delivery.Signature}\r\n{Delivery.EventHeader}: {Delivery.EventType}\r\n{Delivery.IdHeader}: {IdPlaceholder}\r\n\r\n";
            byte[] request = [.. Encoding.ASCII.GetBytes(head), .. Delivery.Body];
            return new(socket, request, request.AsMemory(head.IndexOf(IdPlaceholder, StringComparison.Ordinal), IdPlaceholder.Length));
        }

        public async Task DeliverAsync(long number)
        {
            Utf8Formatter.TryFormat(number, id.Span, out _, new('D', (byte)IdPlaceholder.Length));
            await socket.SendAsync(request);

            // An answer has no body.
            int size = 0;
            do
            {
                int received = await socket.ReceiveAsync(_answer.AsMemory(size));
                size += received > 0 ? received : throw new InvalidOperationException("The connection was closed.");
            }
            while (!_answer.AsSpan(0, size).EndsWith("\r\n\r\n"u8));

            if (!_answer.AsSpan(0, size).StartsWith("HTTP/1.1 200"u8))
            {
                throw new InvalidOperationException(Encoding.ASCII.GetString(_answer, 0, size));
            }
        }
    }
}
