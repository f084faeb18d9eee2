using System.Reflection;
using System.Security.Cryptography;

namespace Quickstart;

/// <summary>The sample's folder for its data, which git ignores: <c>samples/Quickstart/.data</c>, whatever the current directory is.</summary>
internal static class LocalData
{
    private static readonly string Folder = Path.Combine(
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "ProjectDirectory").Value!,
        ".data");

    public static string PathOf(string file)
    {
        Directory.CreateDirectory(Folder);
        return Path.Combine(Folder, file);
    }

    /// <summary>
    /// The secret that the sample encrypts with: IGNITER_SECRET, or one generated on the first run and kept in a file that only its owner may
    /// read. An application takes its secret from a secret store; who loses it loses what it encrypted.
    /// </summary>
    public static string Secret()
    {
        if (Environment.GetEnvironmentVariable("IGNITER_SECRET") is { Length: > 0 } secret)
        {
            return secret;
        }

        string path = PathOf("secret");
        if (!File.Exists(path))
        {
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using StreamWriter writer = new(path, options);
            writer.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        }

        return File.ReadAllText(path);
    }
}
