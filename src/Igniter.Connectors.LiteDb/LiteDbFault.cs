namespace Igniter.Connectors.LiteDb;

/// <summary>
/// What went wrong first with writing the files. A stream that throws makes LiteDB close itself, and leaves behind transactions whose finalizers end
/// the process; so streams note what happened here and write nothing more, and whoever gave LiteDB the change asks afterwards.
/// </summary>
internal sealed class LiteDbFault
{
    private volatile Exception? _exception;

    /// <summary>Whether something went wrong.</summary>
    public bool Exists => _exception is not null;

    /// <summary>Writes, unless something went wrong before.</summary>
    public void Try(Action write)
    {
        if (Exists)
        {
            return;
        }

        try
        {
            write();
        }
        catch (Exception exception)
        {
            _exception = exception;
        }
    }

    /// <exception cref="IOException">Something went wrong.</exception>
    public void ThrowIfExists()
    {
        if (_exception is not null)
        {
            throw new IOException($"The LiteDB file can't be written: {_exception.Message}", _exception);
        }
    }
}
