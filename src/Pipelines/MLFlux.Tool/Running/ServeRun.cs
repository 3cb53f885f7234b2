using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Hosting;

namespace MLFlux.Tool.Running;

/// <summary>A model as a web service, until the process is told to end.</summary>
internal static class ServeRun
{
    private const int MostKey = 4096;

    public static void Run(string modelPath, ModelServiceOptions options) => RunAsync(modelPath, options).GetAwaiter().GetResult();

    /// <summary>The key in a file, without the blanks and the end of the line around it.</summary>
    /// <exception cref="IOException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is too long for one.</exception>
    public static string ReadKey(string file)
    {
        var found = new FileInfo(file);
        if (!found.Exists)
            throw new FileNotFoundException($"--api-key-file: there is no file '{file}'; expected one with a key of one line.");
        if (found.Length > MostKey)
            throw new InvalidDataException($"--api-key-file '{file}' has {found.Length:N0} bytes; expected a key of one line.");
        return File.ReadAllText(file).Trim();
    }

    private static async Task RunAsync(string modelPath, ModelServiceOptions options)
    {
        await using WebApplication service = ModelService.Create(modelPath, options);
        try
        {
            await service.StartAsync();
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException)
        {
            throw new IOException(
                $"The address is in use: another program listens at {options.Urls}. Name another by --urls, such as "
                + "http://127.0.0.1:5081, or port 0 for a free one.", fault);
        }

        Console.WriteLine($"{modelPath} is served at {string.Join(", ", service.Urls)}; Ctrl+C ends it");
        await service.WaitForShutdownAsync();
    }
}
