using System.Globalization;
using System.Reflection;
using Igniter.Connectors.Benchmarks.Measuring;

namespace Igniter.Connectors.Benchmarks.Native;

/// <summary>P16: a native program that declares, connects and calls (samples/NativeConsole), and one that says hello.</summary>
internal static class NativeMeasures
{
    private const int WarmUps = 3;
    private const int Rounds = 41;
    private const int FewRounds = 9;

    private const string HelloProject =
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <PublishAot>true</PublishAot>
            <InvariantGlobalization>true</InvariantGlobalization>
          </PropertyGroup>
        </Project>
        """;

    public static async Task RunAsync(Table table)
    {
        string repository = typeof(NativeMeasures).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Repository").Value!;
        NativeProgram hello;
        NativeProgram ours;
        try
        {
            string output = Path.Combine(repository, "artifacts", "native");
            hello = await NativeProgram.PublishAsync(WriteHello(Path.Combine(output, "hello")), Path.Combine(output, "hello-published"), "Hello");
            ours = await NativeProgram.PublishAsync(Path.Combine(repository, "samples/NativeConsole"), Path.Combine(output, "console"), "NativeConsole");
        }
        catch (InvalidOperationException exception)
        {
            table.NotMeasured("P16", "native program", exception.Message);
            return;
        }

        NativeProgram jit = new("dotnet", Directory.EnumerateFiles(Path.Combine(repository, "samples/NativeConsole/bin/Release"), "NativeConsole.dll", SearchOption.AllDirectories).First());
        Series[] native = Turns([ours, hello], Rounds);
        Series[] justInTime = Turns([jit, hello], FewRounds);
        table.Compare("P16", "native program: declare, connect, call; floor: hello", native[0], native[1], 3);
        table.Beside("the same program, compiled just in time", justInTime[0], justInTime[1]);
        (long peak, long helloPeak) = (await ours.PeakAsync(), await hello.PeakAsync());
        if (helloPeak > 0)
        {
            table.Beside("memory resident at the first line that is written", MiB(peak * 1024), MiB(helloPeak * 1024), (double)peak / helloPeak);
        }

        table.Beside("size", MiB(ours.Size), MiB(hello.Size), (double)ours.Size / hello.Size);
    }

    private static Series[] Turns(NativeProgram[] programs, int rounds)
    {
        double[][] times = [.. programs.Select(_ => new double[rounds])];
        for (int round = -WarmUps; round < rounds; round++)
        {
            for (int i = 0; i < programs.Length; i++)
            {
                double time = programs[i].Run();
                if (round >= 0)
                {
                    times[i][round] = time;
                }
            }
        }

        return [.. times.Select(own => new Series(own, null))];
    }

    private static string WriteHello(string directory)
    {
        Directory.CreateDirectory(directory);
        Write("Hello.csproj", HelloProject);
        Write("Program.cs", """Console.WriteLine("Hello");""" + "\n");
        return directory;

        // Only what has changed, so that nothing is published again.
        void Write(string name, string text)
        {
            string path = Path.Combine(directory, name);
            if (!File.Exists(path) || File.ReadAllText(path) != text)
            {
                File.WriteAllText(path, text);
            }
        }
    }

    private static string MiB(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0 / 1024.0:F1} MiB");
}
