using Microsoft.Data.Sqlite;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Readme;

/// <summary>
/// The working folder with the files that the guides name, for as long as it is not disposed of: <c>houses.csv</c>, the same rows in
/// <c>houses.db</c>, and <c>photos</c> with a folder of images for each colour.
/// </summary>
internal sealed class GuideFolder : IDisposable
{
    private const int Photos = 30, PhotoSize = 24, BitmapHead = 54;

    private readonly TemporaryFolder _folder = new();
    private readonly string _before = Environment.CurrentDirectory;

    public GuideFolder()
    {
        var random = new Random(1);
        string[] rows = [.. Enumerable.Range(0, 300).Select(i =>
        {
            int area = random.Next(40, 200);
            int rooms = random.Next(2, 9), price = (area * 5_000) + random.Next(20_000) + (i % 3 * 10_000);
            return $"{area},{rooms},{(i % 3 == 0 ? "Basel" : "Bern")},{price}";
        })];
        System.IO.File.WriteAllLines(_folder.File("houses.csv"), ["area,rooms,city,price", .. rows]);
        WriteDatabase(_folder.File("houses.db"), rows);
        foreach ((string color, int strongest) in (ReadOnlySpan<(string, int)>)[("blue", 0), ("red", 2)])
        {
            Directory.CreateDirectory(_folder.File($"photos/{color}"));
            for (int i = 0; i < Photos; i++)
                _folder.Write($"photos/{color}/{i}.bmp", Bitmap(strongest, random));
        }

        Environment.CurrentDirectory = Path.GetDirectoryName(_folder.File("houses.csv"))!;
    }

    public string File(string name) => _folder.File(name);

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        _folder.Dispose();
    }

    private static void WriteDatabase(string path, string[] rows)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "create table houses (id integer primary key, area integer, rooms integer, city text, price real);"
            + string.Concat(rows.Select(row => row.Split(',')).Select(fields =>
                $"insert into houses values (null, {fields[0]}, {fields[1]}, '{fields[2]}', {fields[3]});"));
        command.ExecuteNonQuery();
    }

    /// <summary>A bitmap of noise, one of whose colours is the strongest.</summary>
    private static byte[] Bitmap(int strongest, Random random)
    {
        byte[] file = new byte[BitmapHead + (3 * PhotoSize * PhotoSize)];
        (file[0], file[1], file[10], file[14], file[18], file[22], file[26], file[28]) =
            ((byte)'B', (byte)'M', BitmapHead, 40, PhotoSize, PhotoSize, 1, 24);
        BitConverter.TryWriteBytes(file.AsSpan(2), file.Length);
        for (int i = BitmapHead; i < file.Length; i++)
            file[i] = (byte)(((i - BitmapHead) % 3 == strongest ? 150 : 20) + random.Next(80));
        return file;
    }
}
