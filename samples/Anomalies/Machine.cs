namespace Anomalies;

/// <summary>A minute of a machine: what its sensors say, and whether it was found to be faulty, which is not learned from.</summary>
internal sealed class Machine
{
    public static readonly string[] Sensors =
        [nameof(Speed), nameof(Current), nameof(Flow), nameof(Pressure), nameof(Temperature), nameof(Vibration)];

    public float Speed { get; set; }

    public float Current { get; set; }

    public float Flow { get; set; }

    public float Pressure { get; set; }

    public float Temperature { get; set; }

    public float Vibration { get; set; }

    /// <summary>1 for a faulty one and 0 for others, as ML.NET's evaluation takes them.</summary>
    public float Label { get; set; }

    /// <summary>Makes minutes at any load; a faulty one has a sensor that says what it would say at another load.</summary>
    public static List<Machine> Make(int count, double faulty, Random random) => [.. Enumerable.Range(0, count).Select(_ =>
    {
        Machine machine = At(random.NextDouble(), random);
        if (random.NextDouble() >= faulty)
            return machine;
        Machine other = At(random.NextDouble(), random);
        machine.Label = 1;
        switch (random.Next(3))
        {
            case 0: machine.Pressure = other.Pressure; break;
            case 1: machine.Temperature = other.Temperature; break;
            default: machine.Vibration = other.Vibration; break;
        }

        return machine;
    })];

    /// <summary>All sensors follow the load, each by a curve of its own.</summary>
    private static Machine At(double load, Random random)
    {
        float Read(double value, double noise) => (float)(value + (noise * (random.NextDouble() - 0.5)));
        return new Machine
        {
            Speed = Read(600 + (900 * load), 20),
            Current = Read(4 + (18 * load * load), 0.5),
            Flow = Read(80 * Math.Sqrt(load), 3),
            Pressure = Read(2 + (3 * Math.Sin(Math.PI * load)), 0.15),
            Temperature = Read(35 + (40 * Math.Pow(load, 1.5)), 2),
            Vibration = Read(1 + Math.Exp(-40 * (load - 0.6) * (load - 0.6)), 0.1),
        };
    }
}
