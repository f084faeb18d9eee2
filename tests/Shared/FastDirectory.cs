namespace Igniter.Connectors.Tests.Shared;

/// <summary>
/// Temporary directories in memory where the system has room for them. Tests end processes and never the machine, so what a file system holds is
/// all that counts, and a disk's syncs would only cost time.
/// </summary>
public static class FastDirectory
{
    private const string Memory = "/dev/shm";
    private const long Needed = 2L * 1024 * 1024 * 1024;

    /// <summary>Makes an empty directory. Whoever makes it deletes it.</summary>
    public static string Create(string prefix) =>
        Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > Needed
            ? Directory.CreateDirectory(Path.Combine(Memory, prefix + Path.GetRandomFileName())).FullName
            : Directory.CreateTempSubdirectory(prefix).FullName;
}
