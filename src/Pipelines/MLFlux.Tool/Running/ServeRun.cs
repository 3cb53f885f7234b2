using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace MLFlux.Tool.Running;

/// <summary>A model as a web service, until the process is told to end.</summary>
internal static class ServeRun
{
    private const int MostKey = 4096;

    public static void Run(string modelPath, ModelServiceOptions options) => RunAsync(modelPath, options).GetAwaiter().GetResult();

    /// <summary>The key in a file, without the blanks and the end of the line around it.</summary>
    /// <exception cref="InvalidDataException">The file is too long for one.</exception>
    public static string ReadKey(string file)
    {
        if (new FileInfo(file) is { Exists: true, Length: > MostKey } found)
            throw new InvalidDataException($"--api-key-file '{file}' has {found.Length:N0} bytes; expected a key of one line.");
        return File.ReadAllText(file).Trim();
    }

    private static async Task RunAsync(string modelPath, ModelServiceOptions options)
    {
        await using WebApplication service = ModelService.Create(modelPath, options);
        await service.StartAsync();
        Console.WriteLine($"{modelPath} is served at {string.Join(", ", service.Urls)}; Ctrl+C ends it");
        await service.WaitForShutdownAsync();
    }
}
