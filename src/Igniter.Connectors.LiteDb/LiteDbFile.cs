using LiteDB;
using LiteDB.Engine;

namespace Igniter.Connectors.LiteDb;

/// <summary>
/// The database file with its log and its lock file, opened for this store alone. LiteDB 5.0 isn't safe for threads that read while another writes,
/// nor for writers of different collections, so everything happens under <see cref="Gate"/>, and writes on one thread besides.
/// </summary>
internal sealed class LiteDbFile : IDisposable
{
    /// <summary>Above this size the log is copied into the data file. It bounds the log and how long a checkpoint holds others up.</summary>
    private const long CheckpointBytes = 4 * 1024 * 1024;

    private const int SchemaVersion = 1;

    private readonly LiteDbDisk _lock;
    private readonly LiteDbLogStream _log;
    private readonly LiteDbDataStream _data;
    private readonly LiteDatabase _database;
    private readonly LiteDbTables _tables;
    private bool _disposed;

    /// <summary>Opens or creates the file; the calling thread must be the one that writes later on.</summary>
    public LiteDbFile(string path)
        : this(path, path => new LiteDbDisk(path))
    {
    }

    /// <summary>The same on files that are opened in another way. Their <see cref="Stream.Flush"/> brings everything to the disk.</summary>
    internal LiteDbFile(string path, Func<string, Stream> open)
    {
        string logPath = LogPath(path);
        var opened = new Stack<IDisposable>();
        try
        {
            opened.Push(_lock = new(path + ".lock"));
            opened.Push(_log = new(open(logPath), logPath));
            opened.Push(_data = new(open(path), _log));
            DiscardUnwritten(_data);
            if (_data.Length % LiteDbStream.PageBytes != 0)
            {
                throw new InvalidDataException("The file doesn't end at the end of a page.");
            }

            var engine = new LiteEngine(new EngineSettings { DataStream = _data, LogStream = _log, Collation = CollationFor(_data) });
            opened.Push(_database = new(engine));
            _tables = new(_database);
            Prepare();
        }
        catch
        {
            while (opened.TryPop(out IDisposable? resource))
            {
                resource.Dispose();
            }

            throw;
        }
    }

    /// <summary>Held by whoever touches <see cref="Tables"/>.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The collections.</summary>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public LiteDbTables Tables
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(LiteDbConnectorStore));
            return _tables;
        }
    }

    /// <summary>Where LiteDB keeps the log of a data file.</summary>
    public static string LogPath(string path) =>
        Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path) + "-log" + Path.GetExtension(path));

    /// <summary>Runs changes as one transaction. They are on the disk once <see cref="Sync"/> has been called as well.</summary>
    public void Commit(Action<LiteDbTables> changes)
    {
        _database.BeginTrans();
        try
        {
            changes(Tables);
            _database.Commit();
        }
        catch
        {
            _database.Rollback();
            throw;
        }
    }

    /// <summary>Brings what was committed to the disk.</summary>
    public void Sync() => _log.Sync();

    /// <summary>Copies the log into the data file when it has grown enough.</summary>
    public void CheckpointIfDue()
    {
        if (_log.Written >= CheckpointBytes)
        {
            _database.Checkpoint();
        }
    }

    public void Dispose()
    {
        _disposed = true;
        try
        {
            _database.Checkpoint();
        }
        catch (Exception)
        {
            // The log has it all, and the next opening reads it.
        }

        _database.Dispose();
        _data.Dispose();
        _log.Dispose();

        // The lock file itself stays: a process that opened it just before it was deleted would hold a lock that nobody sees.
        _lock.Dispose();
    }

    // Keys are bytes, so the collation compares nothing; a fixed one keeps a new file independent of the machine's culture.
    private static Collation? CollationFor(LiteDbDataStream data) => data.Length == 0 ? Collation.Binary : null;

    // A crash may leave a new file with its length and without its first page. There is nothing in it yet.
    private static void DiscardUnwritten(LiteDbDataStream data)
    {
        if (data.Length != LiteDbStream.PageBytes)
        {
            return;
        }

        byte[] page = new byte[LiteDbStream.PageBytes];
        data.Position = 0;
        data.ReadExactly(page);
        if (!page.AsSpan().ContainsAnyExcept((byte)0))
        {
            data.SetLength(0);
        }
    }

    private void Prepare()
    {
        // Checkpoints are ours: LiteDB would make them inside a commit.
        if (_database.CheckpointSize != 0)
        {
            _database.CheckpointSize = 0;
        }

        BsonDocument? state = Tables.GetState();
        if (state is not null && state["schema"].AsInt32 != SchemaVersion)
        {
            throw new InvalidDataException("The file was written by another version of Igniter.Connectors.");
        }

        Tables.EnsureIndexes();
        WriteOnThisThread();
        _log.Sync();
    }

    // LiteDB hands pages to a task. Once that task waits for pages, it continues on the thread that hands it one, before the commit returns; until
    // then it runs on its own, and a commit may return before anything is written. So commit until a page is seen to be written on this thread.
    private void WriteOnThisThread()
    {
        var spin = new SpinWait();
        for (long opened = (Tables.GetState()?["opened"].AsInt64 ?? 0) + 1; ; opened++)
        {
            Tables.PutState(SchemaVersion, opened);
            if (_log.LastWriter == Environment.CurrentManagedThreadId)
            {
                return;
            }

            // Returns when the task has written all it was given; a moment later it waits for more.
            _database.Checkpoint();
            spin.SpinOnce();
        }
    }
}
