using System.Text;

namespace Igniter.Connectors.Testing;

/// <summary>Stands before the console and passes on what is written, line by line.</summary>
internal sealed class ConsoleWatch : IDisposable
{
    private readonly TextWriter _output = Console.Out;
    private readonly TextWriter _error = Console.Error;
    private readonly Writer _watchedOutput;
    private readonly Writer _watchedError;

    public ConsoleWatch(SecretCanary canary)
    {
        _watchedOutput = new Writer(canary, _output, "standard output");
        _watchedError = new Writer(canary, _error, "standard error");
        Console.SetOut(_watchedOutput);
        Console.SetError(_watchedError);
    }

    public void Dispose()
    {
        Console.SetOut(_output);
        Console.SetError(_error);
        _watchedOutput.InspectRest();
        _watchedError.InspectRest();
    }

    private sealed class Writer(SecretCanary canary, TextWriter inner, string place) : TextWriter
    {
        private readonly Lock _lock = new();
        private readonly StringBuilder _line = new();

        public override Encoding Encoding => inner.Encoding;

        public override void Write(char value)
        {
            lock (_lock)
            {
                inner.Write(value);
                _line.Append(value);
                if (value == '\n')
                {
                    InspectRest();
                }
            }
        }

        public void InspectRest()
        {
            lock (_lock)
            {
                canary.Inspect(place, _line.ToString());
                _line.Clear();
            }
        }
    }
}
