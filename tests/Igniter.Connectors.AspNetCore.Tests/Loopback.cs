using System.Net;
using System.Net.Sockets;

namespace Igniter.Connectors.AspNetCore.Tests;

internal static class Loopback
{
    /// <summary>A port that was free a moment ago, for an application that has to know its own address before it listens.</summary>
    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
