using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Igniter.Connectors.Tests.Shared;

/// <summary>
/// A PostgreSQL server for tests. <c>IGNITER_TEST_POSTGRES</c> names one that runs; otherwise the installed binaries start one on loopback with a temporary
/// cluster, which goes when the process ends.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    /// <summary>Environment variable with the connection string of a server to use, with the right to create databases.</summary>
    public const string Variable = "IGNITER_TEST_POSTGRES";

    // PostgreSQL refuses to run as root; its Debian package brings this user.
    private const string ServerUser = "postgres";

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private static readonly Lazy<PostgresServer> Started = new(Start);

    private readonly string? _binaries;
    private readonly string? _directory;
    private readonly int _port;
    private readonly string _durability = "";

    private PostgresServer(string connectionString) => ConnectionString = connectionString;

    private PostgresServer(string binaries, string directory, int port, bool durable)
    {
        _binaries = binaries;
        _directory = directory;
        _port = port;
        _durability = durable ? "" : "-c fsync=off -c synchronous_commit=off -c full_page_writes=off";
        ConnectionString = string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username={ServerUser};Database=postgres");
    }

    /// <summary>The server of this process, started at first use.</summary>
    public static PostgresServer Shared => Started.Value;

    /// <summary>Why there is no server; null when there is one.</summary>
    public static string? Missing =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } || FindBinaries() is not null
            ? null
            : $"PostgreSQL isn't installed. Install it (apt-get install postgresql) or name a server in {Variable}.";

    /// <summary>A connection string for the server's maintenance database.</summary>
    public string ConnectionString { get; }

    /// <summary>Whether this process may restart it.</summary>
    public bool CanRestart => _directory is not null;

    /// <summary>A server of its own, whatever others use.</summary>
    /// <param name="durable">Whether a commit waits for the disk, as in production. Other tests never end the machine, nor the server in a hurry.</param>
    public static PostgresServer StartOwn(bool durable = false) =>
        FindBinaries() is { } binaries ? StartCluster(binaries, durable) : throw new InvalidOperationException(Missing);

    /// <summary>Stops it as a crash would and starts it again.</summary>
    public void Restart()
    {
        Control("stop", "-m", "immediate");
        StartServer();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_directory is null || !Directory.Exists(_directory))
        {
            return;
        }

        Control("stop", "-m", "immediate");
        Directory.Delete(_directory, recursive: true);
    }

    private static PostgresServer Start()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } connectionString)
        {
            return new PostgresServer(connectionString);
        }

        PostgresServer server = StartOwn();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return server;
    }

    private static PostgresServer StartCluster(string binaries, bool durable)
    {
        string directory = durable ? Directory.CreateTempSubdirectory("igniter-postgres-").FullName : FastDirectory.Create("igniter-postgres-");
        if (Environment.IsPrivilegedProcess)
        {
            Run("chown", [ServerUser, directory], asServerUser: false);
        }

        string data = Path.Combine(directory, "data");
        Run(Path.Combine(binaries, "initdb"), ["-D", data, "-U", ServerUser, "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"]);
        PostgresServer server = new(binaries, directory, FreePort(), durable);
        server.StartServer();
        return server;
    }

    private static string? FindBinaries()
    {
        IEnumerable<string> debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
            : [];
        IEnumerable<string> path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return debian.Concat(path).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "pg_ctl")) && File.Exists(Path.Combine(folder, "initdb")));
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void StartServer() => Control(
        "start", "-w", "-l", Path.Combine(_directory!, "log"), "-o",
        string.Create(CultureInfo.InvariantCulture, $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='{_directory}' -c max_connections=300 {_durability}"));

    private void Control(params string[] arguments) => Run(Path.Combine(_binaries!, "pg_ctl"), ["-D", Path.Combine(_directory!, "data"), .. arguments]);

    private static void Run(string program, string[] arguments, bool asServerUser = true)
    {
        ProcessStartInfo start = asServerUser && Environment.IsPrivilegedProcess
            ? new("runuser", ["-u", ServerUser, "--", program, .. arguments])
            : new(program, arguments);
        start.WorkingDirectory = Path.GetTempPath();
        start.RedirectStandardOutput = true;
        using Process process = Process.Start(start)!;

        // The server keeps its inherited output open, so only what comes before the program's end is of interest: nothing.
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.WaitForExit(Timeout);
        if (!process.HasExited || process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Path.GetFileName(program)} {string.Join(' ', arguments)} failed.");
        }
    }
}
