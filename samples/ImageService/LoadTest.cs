using System.Diagnostics;
using System.Net;

namespace ImageService;

/// <summary>Posts images from many clients at once for a while, and tells what came of it.</summary>
internal static class LoadTest
{
    private const int LargeBytes = 1 << 20;

    /// <returns>Whether every answer was as it should be.</returns>
    public static async Task<bool> RunAsync(string address, string[] files, int clients, TimeSpan time)
    {
        byte[][] images = await Task.WhenAll(files.Select(file => File.ReadAllBytesAsync(file)));
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        long answered = 0, failed = 0;
        await PostAsync(http, images[0]);
        long before = 0;
        var watch = Stopwatch.StartNew();
        // Connections, engines and buffers for all clients are made in the first third; after that, memory is to stay as it is.
        Task warm = Task.Delay(time / 3).ContinueWith(_ => before = ResidentBytes(), TaskScheduler.Default);
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            for (int i = client; watch.Elapsed < time; i++)
            {
                HttpStatusCode status = await PostAsync(http, images[i % images.Length]);
                Interlocked.Increment(ref status == HttpStatusCode.OK ? ref answered : ref failed);
            }
        })));

        await warm;
        double seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine(
            $"{clients} clients, {seconds:0.0} s: {answered} images classified, {answered / seconds:0} a second; {failed} failed");
        Console.WriteLine($"memory: {before >> 20} MB after a third of the time, {ResidentBytes() >> 20} MB at the end");
        bool refusesText = await PostAsync(http, "This is no image."u8.ToArray()) == HttpStatusCode.BadRequest;
        Console.WriteLine($"a text instead of an image: {(refusesText ? "refused" : "NOT refused")}");
        bool refusesLarge = await PostAsync(http, new byte[9 << 20]) == HttpStatusCode.RequestEntityTooLarge;
        Console.WriteLine($"9 MB: {(refusesLarge ? "refused" : "NOT refused")}");
        return failed == 0 && refusesText && refusesLarge;
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, byte[] image)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post,
            new Uri("/classify", UriKind.Relative)) { Content = new ByteArrayContent(image) };
        request.Headers.ExpectContinue = image.Length > LargeBytes; // Whether it may come is then asked before it is sent.
        using HttpResponseMessage response = await http.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
        return response.StatusCode;
    }

    private static long ResidentBytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
