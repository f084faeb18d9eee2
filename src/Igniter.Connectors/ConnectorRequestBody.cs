using System.Buffers;
using System.IO.Pipelines;

namespace Igniter.Connectors;

/// <summary>A request's body: bytes, a stream or a pipe, each of which converts to it.</summary>
public readonly struct ConnectorRequestBody
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly PipeReader? _pipe;

    private ConnectorRequestBody(ReadOnlyMemory<byte> bytes) => _bytes = bytes;

    private ConnectorRequestBody(PipeReader pipe) => _pipe = pipe;

    /// <summary>A body that is in memory.</summary>
    /// <param name="bytes">The bytes.</param>
    public static implicit operator ConnectorRequestBody(byte[] bytes) => FromBytes(bytes);

    /// <inheritdoc cref="op_Implicit(byte[])"/>
    public static implicit operator ConnectorRequestBody(ReadOnlyMemory<byte> bytes) => FromBytes(bytes);

    /// <summary>A body that is still arriving.</summary>
    /// <param name="stream">The stream. It stays open.</param>
    public static implicit operator ConnectorRequestBody(Stream stream) => FromStream(stream);

    /// <summary>A body that is still arriving.</summary>
    /// <param name="pipe">The pipe. It isn't completed.</param>
    public static implicit operator ConnectorRequestBody(PipeReader pipe) => FromPipe(pipe);

    /// <summary>A body that is in memory.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The body.</returns>
    public static ConnectorRequestBody FromBytes(ReadOnlyMemory<byte> bytes) => new(bytes);

    /// <summary>A body that is still arriving.</summary>
    /// <param name="stream">The stream. It stays open.</param>
    /// <returns>The body.</returns>
    public static ConnectorRequestBody FromStream(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new(PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true)));
    }

    /// <summary>A body that is still arriving.</summary>
    /// <param name="pipe">The pipe. It isn't completed.</param>
    /// <returns>The body.</returns>
    public static ConnectorRequestBody FromPipe(PipeReader pipe)
    {
        ArgumentNullException.ThrowIfNull(pipe);
        return new(pipe);
    }

    /// <summary>Reads all of it.</summary>
    /// <param name="limit">How many bytes it may have.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>A copy that outlives the request; <see langword="null"/> when it is longer than the limit. No more than that is kept in memory.</returns>
    internal ValueTask<ReadOnlyMemory<byte>?> ReadAsync(int limit, CancellationToken cancellationToken) =>
        _pipe is not null ? ReadAsync(_pipe, limit, cancellationToken)
        : _bytes.Length <= limit ? new(_bytes)
        : default;

    private static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(PipeReader pipe, int limit, CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult result = await pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (result.Buffer.Length > limit)
            {
                pipe.AdvanceTo(result.Buffer.Start, result.Buffer.End);
                return null;
            }

            if (result.IsCompleted || result.IsCanceled)
            {
                byte[] bytes = result.Buffer.ToArray();
                pipe.AdvanceTo(result.Buffer.End);
                return bytes;
            }

            pipe.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }
}
