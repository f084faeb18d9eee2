using LiteDB;
using LiteDB.Engine;

namespace Igniter.Connectors.LiteDb;

/// <summary>
/// LiteDB over one data file and its log, until something goes wrong with them: then what is in memory may be ahead of the files, and only
/// another session can tell what is there.
/// </summary>
internal sealed class LiteDbSession : IDisposable
{
    /// <summary>Above this size the log is copied into the data file. It bounds the log and how long a checkpoint holds others up.</summary>
    private const long CheckpointBytes = 4 * 1024 * 1024;

    private const int SchemaVersion = 1;

    /// <summary>How long a page may wait to be written until another attempt shows whether LiteDB still writes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly LiteDbFault _fault = new();
    private readonly LiteDbLogStream _log;
    private readonly LiteDbDataStream _data;
    private readonly LiteDatabase _database;

    /// <summary>Opens or creates the files; the calling thread must be the one that writes later on.</summary>
    public LiteDbSession(string path, Func<string, Stream> open)
    {
        string logPath = LogPath(path);
        var opened = new Stack<IDisposable>();
        try
        {
            opened.Push(_log = new(open(logPath), logPath, _fault));
            opened.Push(_data = new(open(path), _log, _fault));
            DiscardUnwritten(_data);
            if (_data.Length % LiteDbStream.PageBytes != 0)
            {
                throw new InvalidDataException("The file doesn't end at the end of a page.");
            }

            var engine = new LiteEngine(new EngineSettings { DataStream = _data, LogStream = _log, Collation = CollationFor(_data) });
            opened.Push(_database = new(engine));
            Tables = new(_database);
            Prepare();
        }
        catch
        {
            while (opened.TryPop(out IDisposable? resource))
            {
                resource.Dispose();
            }

            _fault.ThrowIfExists();
            throw;
        }
    }

    /// <summary>The collections.</summary>
    public LiteDbTables Tables { get; }

    /// <summary>Whether all reads and writes of the files went well so far.</summary>
    public bool IsSound => !_fault.Exists;

    /// <exception cref="IOException">A read or a write of the files failed.</exception>
    public void ThrowIfUnsound() => _fault.ThrowIfExists();

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
            ThrowIfUnsound();
            throw;
        }

        ThrowIfUnsound();
    }

    /// <summary>Brings what was committed to the disk.</summary>
    public void Sync()
    {
        _log.Sync();
        ThrowIfUnsound();
    }

    /// <summary>Copies the log into the data file when it has grown enough.</summary>
    public void CheckpointIfDue()
    {
        if (_log.Written >= CheckpointBytes)
        {
            Checkpoint();
        }
    }

    /// <summary>Copies the log into the data file.</summary>
    public void Checkpoint()
    {
        _database.Checkpoint();
        ThrowIfUnsound();
    }

    /// <summary>Copies the log into the data file if all is well, and closes both.</summary>
    public void Dispose()
    {
        if (IsSound)
        {
            try
            {
                _database.Checkpoint();
            }
            catch (Exception)
            {
                // The log has it all, and the next opening reads it.
            }
        }

        _database.Dispose();
        _data.Dispose();
        _log.Dispose();
    }

    // Where LiteDB keeps the log of a data file.
    private static string LogPath(string path) =>
        Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path) + "-log" + Path.GetExtension(path));

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
            _log.LastWriter = null;
            Tables.PutState(SchemaVersion, opened);
            SpinWait.SpinUntil(() => _log.LastWriter is not null || !IsSound, Patience);
            if (_log.LastWriter == Thread.CurrentThread || !IsSound)
            {
                return;
            }

            // A moment later the task waits for more.
            spin.SpinOnce();
        }
    }
}
