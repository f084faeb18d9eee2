namespace Igniter.Connectors.LiteDb;

/// <summary>
/// The database file with its log and its lock file, opened for this store alone. LiteDB 5.0 isn't safe for threads that read while another writes,
/// nor for writers of different collections, so everything happens under <see cref="Gate"/>, and writes on one thread besides. When a write fails, for
/// want of room for instance, the files are opened anew: what was committed before stays readable, and the next change tries again. After a read that
/// failed the next change does so.
/// </summary>
internal sealed class LiteDbFile : IDisposable
{
    private readonly string _path;
    private readonly Func<string, Stream> _open;
    private readonly LiteDbDisk _lock;
    private LiteDbSession? _session;
    private Exception? _failure;
    private bool _disposed;

    /// <summary>Opens or creates the file; the calling thread must be the one that writes later on.</summary>
    public LiteDbFile(string path)
        : this(path, path => new LiteDbDisk(path))
    {
    }

    /// <summary>The same on files that are opened in another way. Their <see cref="Stream.Flush"/> brings everything to the disk.</summary>
    internal LiteDbFile(string path, Func<string, Stream> open)
    {
        _path = path;
        _open = open;
        _lock = new(path + ".lock");
        try
        {
            _session = new(path, open);
            _session.ThrowIfUnsound();
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>Held by whoever touches <see cref="Tables"/>.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The collections, for reading.</summary>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="IOException">A write failed, and then the files couldn't be read either.</exception>
    public LiteDbTables Tables => Session.Tables;

    /// <summary>Whether all went well with the files, or has been mended since.</summary>
    public bool IsSound => _failure is null && _session is { IsSound: true };

    private LiteDbSession Session
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(LiteDbConnectorStore));
            return _session ?? throw new IOException("The LiteDB file can't be read.", _failure);
        }
    }

    /// <summary>Runs changes as one transaction. They are on the disk once <see cref="Sync"/> has been called as well.</summary>
    /// <exception cref="IOException">They can't be written to the files.</exception>
    public void Commit(Action<LiteDbTables> changes)
    {
        if (!IsSound)
        {
            Recover();
        }

        ThrowIfUnsound();
        Attempt(session => session.Commit(changes));
    }

    /// <summary>Brings what was committed to the disk. <see cref="Gate"/> needn't be held.</summary>
    /// <exception cref="IOException">It isn't known whether it is there.</exception>
    public void Sync()
    {
        ThrowIfUnsound();
        Attempt(session => session.Sync());
    }

    /// <summary>Copies the log into the data file when it has grown enough.</summary>
    /// <exception cref="IOException">Nothing is lost; the next change tries again.</exception>
    public void CheckpointIfDue()
    {
        if (IsSound)
        {
            Attempt(session => session.CheckpointIfDue());
        }
    }

    public void Dispose()
    {
        _disposed = true;
        Close();
    }

    private void ThrowIfUnsound()
    {
        if (_failure is not null)
        {
            throw new IOException(_failure.Message, _failure);
        }
    }

    private void Attempt(Action<LiteDbSession> step)
    {
        LiteDbSession session = Session;
        try
        {
            step(session);
        }
        catch when (!session.IsSound)
        {
            lock (Gate)
            {
                Recover();
            }

            throw;
        }
    }

    // What the log holds may not be on the disk although it can be read, so it is copied into the data file before anything is built upon it. If that
    // fails as well, another session at least reads.
    private void Recover()
    {
        try
        {
            Reopen();
            _session!.ThrowIfUnsound();
            _session.Checkpoint();
            _failure = null;
        }
        catch (Exception exception)
        {
            _failure = exception;
            ReopenToRead();
        }
    }

    private void Reopen()
    {
        _session?.Dispose();
        _session = null;
        _session = new(_path, _open);
    }

    private void ReopenToRead()
    {
        try
        {
            Reopen();
        }
        catch (Exception exception)
        {
            _failure = exception;
        }
    }

    private void Close()
    {
        _session?.Dispose();

        // The lock file itself stays: a process that opened it just before it was deleted would hold a lock that nobody sees.
        _lock.Dispose();
    }
}
