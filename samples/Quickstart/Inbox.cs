using System.Threading.Channels;

namespace Quickstart;

/// <summary>What people wrote to the bot, for whoever wants to read it.</summary>
public sealed class Inbox
{
    private readonly Channel<string> _messages = Channel.CreateUnbounded<string>();

    public ValueTask AddAsync(string message, CancellationToken cancellationToken) => _messages.Writer.WriteAsync(message, cancellationToken);

    public ValueTask<string> ReadAsync(CancellationToken cancellationToken) => _messages.Reader.ReadAsync(cancellationToken);
}
