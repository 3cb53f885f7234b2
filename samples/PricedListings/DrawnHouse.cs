namespace PricedListings;

/// <summary>Draws a house somewhere in a small picture: a wall as wide and high as it happens, with lit and dark windows.</summary>
internal static class DrawnHouse
{
    private const byte Wall = 110, Lit = 250, Dark = 20;

    /// <returns>The pixels, and what they show: the larger the house and the more windows are lit, the more it is worth.</returns>
    public static (byte[] Pixels, float Worth) Draw(Random random)
    {
        int width = random.Next(5, 15), height = random.Next(5, 13);
        int left = random.Next(Listing.Side - width + 1), top = random.Next(Listing.Side - height + 1), lit = 0;
        var pixels = new byte[Listing.Side * Listing.Side];
        for (int y = 0; y < Listing.Side; y++)
        {
            for (int x = 0; x < Listing.Side; x++)
            {
                bool isHouse = x >= left && x < left + width && y >= top && y < top + height;
                bool isWindow = isHouse && (x - left) % 3 == 1 && (y - top) % 3 == 1;
                bool isLit = isWindow && random.Next(2) == 0;
                lit += isLit ? 1 : 0;
                int shade = isLit ? Lit : isWindow ? Dark : isHouse ? Wall : 60;
                pixels[(y * Listing.Side) + x] = (byte)Math.Clamp(shade + random.Next(-12, 13), 0, 255);
            }
        }

        return (pixels, (width * height / 40f) + (lit / 3f));
    }
}
