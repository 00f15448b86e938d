import { NextResponse, type NextRequest } from 'next/server';

/** Gives every page a content security policy, and every browser a name under which its conversations are kept. */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  const policy = policyWith(btoa(crypto.randomUUID()));
  // Next reads the nonce here and puts it on its own scripts.
  headers.set('content-security-policy', policy);

  const visitor = request.cookies.get('visitor')?.value;
  const name = visitor ?? crypto.randomUUID();
  if (visitor === undefined) headers.append('cookie', `visitor=${name}`);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'no-referrer');
  if (visitor === undefined) {
    response.cookies.set('visitor', name, {
      httpOnly: true,
      sameSite: 'lax',
      secure: request.nextUrl.protocol === 'https:',
      maxAge: 365 * 24 * 60 * 60,
    });
  }
  return response;
}

function policyWith(nonce: string): string {
  // React evaluates code in development to show where an error comes from.
  const evaluated = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : '';
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${evaluated}`,
    "style-src 'self' 'unsafe-inline'",
    // No other host: what a model was made to write into a picture's address would go there.
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export const config = { matcher: ['/((?!_next/static|icon.svg).*)'] };
