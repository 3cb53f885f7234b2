using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace MLFlux.Benchmarks.Serving;

/// <summary>
/// Posts the same body again and again over many connections, each waiting for its answer. Sockets rather than HttpClient, which would
/// take more of the processor than the service does.
/// </summary>
internal static class LoadClients
{
    private const int MostHead = 16_384;

    public static async Task<LoadOutcome> RunAsync(Uri address, string body, int connections, TimeSpan time)
    {
        byte[] request = Encoding.UTF8.GetBytes(
            $"POST {address.AbsolutePath} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
        var watch = Stopwatch.StartNew();
        (List<float> Times, long Failed)[] all = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ =>
            Task.Run(() => ConnectAsync(address, request, () => watch.Elapsed < time))));
        double seconds = watch.Elapsed.TotalSeconds;
        float[] times = [.. all.SelectMany(one => one.Times).Order()];
        return new LoadOutcome(times.Length, all.Sum(one => one.Failed), seconds, times);
    }

    private static async Task<(List<float> Times, long Failed)> ConnectAsync(Uri address, byte[] request, Func<bool> goesOn)
    {
        var times = new List<float>();
        long failed = 0;
        byte[] buffer = new byte[MostHead];
        while (goesOn())
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address.Host, address.Port);
                while (goesOn())
                {
                    long start = Stopwatch.GetTimestamp();
                    await socket.SendAsync(request);
                    if (await ReadAsync(socket, buffer))
                        times.Add((float)Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                    else
                        failed++;
                }
            }
            catch (SocketException)
            {
                failed++; // And a new connection.
            }
        }

        return (times, failed);
    }

    /// <summary>Reads an answer, whose length its head tells; true for status 200.</summary>
    private static async Task<bool> ReadAsync(Socket socket, byte[] buffer)
    {
        int read = 0, end;
        while ((end = buffer.AsSpan(0, read).IndexOf("\r\n\r\n"u8)) < 0)
        {
            int more = await socket.ReceiveAsync(buffer.AsMemory(read));
            if (more == 0)
                throw new SocketException((int)SocketError.ConnectionReset);
            read += more;
        }

        string head = Encoding.ASCII.GetString(buffer, 0, end);
        int length = head.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        int missing = length < 0 ? 0
            : int.Parse(head.AsSpan(length + 16).ToString().Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture)
                - (read - end - 4);
        while (missing > 0)
        {
            int more = await socket.ReceiveAsync(buffer);
            if (more == 0)
                throw new SocketException((int)SocketError.ConnectionReset);
            missing -= more;
        }

        return head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
    }
}
