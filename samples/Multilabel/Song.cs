using Microsoft.ML.Data;

namespace Multilabel;

/// <summary>A made song, and what it is good for.</summary>
internal sealed class Song
{
    /// <summary>How fast it is, how loud, and how many words it has, each from 0 to 1.</summary>
    [VectorType(3)]
    public float[] Features { get; set; } = [];

    public bool Dance { get; set; }

    public bool Work { get; set; }

    public bool Sleep { get; set; }

    public static Song[] Make(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            float fast = random.NextSingle(), loud = random.NextSingle(), words = random.NextSingle();
            return new Song
            {
                Features = [fast, loud, words], Dance = fast + loud > 1.2f, Work = words < 0.4f && loud < 0.7f,
                Sleep = fast < 0.4f && loud < 0.5f,
            };
        })];
    }
}
