namespace Igniter.Connectors.LiteDb;

/// <summary>
/// A file that LiteDB reads and writes in whole pages. <see cref="Stream.Flush"/> of the file that it is given brings everything to the disk. Nothing
/// that changes the file throws.
/// </summary>
internal abstract class LiteDbStream(Stream file, LiteDbFault fault) : Stream
{
    /// <summary>What LiteDB reads and writes at a time.</summary>
    public const int PageBytes = 8192;

    public override bool CanRead => file.CanRead;

    public override bool CanSeek => file.CanSeek;

    public override bool CanWrite => file.CanWrite;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    /// <summary>The file itself.</summary>
    protected Stream Target => file;

    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return file.Read(buffer, offset, count);
        }
        catch (Exception exception)
        {
            fault.Note(exception);
            throw;
        }
    }

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    public sealed override void Write(byte[] buffer, int offset, int count) => fault.Try(() => WritePage(buffer, offset, count));

    public sealed override void SetLength(long value) => fault.Try(() => Resize(value));

    public sealed override void Flush() => fault.Try(Synchronize);

    protected abstract void WritePage(byte[] buffer, int offset, int count);

    protected virtual void Resize(long length) => file.SetLength(length);

    protected virtual void Synchronize() => file.Flush();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>
/// LiteDB's write-ahead log. LiteDB asks for a sync after every page it writes; this stream syncs twice for a transaction of any size instead:
/// once all its pages are written, and when the writer calls <see cref="Sync"/>. In between it writes the single byte that confirms the transaction.
/// A page takes several writes of the operating system, so a crash may leave half of one; half of a byte it can't.
/// The file grows ahead of what is written, by zeros rather than by a hole, since overwriting them takes the disk half as long; LiteDB skips empty pages.
/// </summary>
internal sealed class LiteDbLogStream(Stream file, string path, LiteDbFault fault) : LiteDbStream(file, fault)
{
    // Offset of the flag "last page of a confirmed transaction" in a page's header (data file format 8).
    private const int ConfirmedOffset = 18;

    private static readonly byte[] Growth = new byte[256 * 1024];

    private readonly LiteDbFault _fault = fault;
    private readonly byte[] _unconfirmed = new byte[PageBytes];
    private volatile Thread? _lastWriter;
    private long _allocated;
    private bool _dirty;

    /// <summary>The thread that wrote last. LiteDB writes on the committing thread, or on a task of its own that nobody waits for.</summary>
    public Thread? LastWriter
    {
        get => _lastWriter;
        set => _lastWriter = value;
    }

    /// <summary>The end of the last page that was written.</summary>
    public long Written { get; private set; }

    /// <summary>Brings everything written so far to the disk.</summary>
    public void Sync() => _fault.Try(() =>
    {
        if (_dirty)
        {
            Target.Flush();
            _dirty = false;
        }
    });

    protected override void WritePage(byte[] buffer, int offset, int count)
    {
        Grow(Position + count);
        if (buffer[offset + ConfirmedOffset] == 0)
        {
            Target.Write(buffer, offset, count);
        }
        else
        {
            WriteConfirmed(buffer.AsSpan(offset, count));
        }

        _dirty = true;
        LastWriter = Thread.CurrentThread;
    }

    protected override void Resize(long length)
    {
        base.Resize(length);
        Written = _allocated = length;
    }

    // LiteDB asks after every page: see Sync.
    protected override void Synchronize()
    {
    }

    /// <summary>Closes the log, and deletes it if a checkpoint has emptied it.</summary>
    protected override void Dispose(bool disposing)
    {
        bool emptied = disposing && CanSeek && Length == 0;
        base.Dispose(disposing);
        if (emptied)
        {
            File.Delete(path);
        }
    }

    private void Grow(long end)
    {
        if (end > _allocated)
        {
            // The new length first: whatever a crash leaves, the file ends at the end of a page.
            long position = Position;
            Target.SetLength(end + Growth.Length);
            Position = end;
            Target.Write(Growth);
            Position = position;
            _allocated = end + Growth.Length;
        }

        Written = Math.Max(Written, end);
    }

    private void WriteConfirmed(ReadOnlySpan<byte> page)
    {
        long start = Position;
        page.CopyTo(_unconfirmed);
        _unconfirmed[ConfirmedOffset] = 0;
        Target.Write(_unconfirmed);
        Target.Flush();
        Position = start + ConfirmedOffset;
        Target.WriteByte(page[ConfirmedOffset]);
        Position = start + page.Length;
    }
}

/// <summary>LiteDB's data file. It is written by checkpoints only, which then empty the log.</summary>
internal sealed class LiteDbDataStream(Stream file, LiteDbLogStream log, LiteDbFault fault) : LiteDbStream(file, fault)
{
    protected override void WritePage(byte[] buffer, int offset, int count)
    {
        // A crash between two pages, or within one, is mended from the log, so the log comes first.
        log.Sync();

        // Whatever a crash leaves of the page, the file ends at the end of one.
        if (Position + count > Length)
        {
            Resize(Position + count);
        }

        Target.Write(buffer, offset, count);
    }
}
