namespace Igniter.Connectors.LiteDb;

/// <summary>
/// What went wrong first with the files. A stream that throws makes LiteDB close itself for good, and if that was while writing, it leaves transactions
/// behind whose finalizers end the process. So streams note here what happened and write nothing more, and whoever gave LiteDB the change asks afterwards.
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
            Note(exception);
        }
    }

    /// <summary>Notes what went wrong.</summary>
    public void Note(Exception exception) => _exception ??= exception;

    /// <exception cref="IOException">Something went wrong.</exception>
    public void ThrowIfExists()
    {
        if (_exception is not null)
        {
            throw new IOException($"The LiteDB file can't be read or written: {_exception.Message}", _exception);
        }
    }
}
